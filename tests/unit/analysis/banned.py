"""Words that no sentence about results has, in either language."""

import re

# Of statistics that readers take for proof, of causes that a trend cannot show, and of obedience.
BANNED = re.compile(
    r"significan|signific(at|ó)|\bprove[sdn]?\b|prueba|demuestra|\bcaus(e|es|ed|ing|ó|a|an)\b"
    r"|because of|debido a|gracias a|improved by|mejoró por|average parent|promedio"
    r"|complian|cumplimiento",
    re.IGNORECASE,
)
