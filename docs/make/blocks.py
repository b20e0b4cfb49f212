"""Generated blocks inside a hand-written document: between `<!-- made: name -->` and its end."""

import re
from collections.abc import Mapping, Sequence

_BLOCK = re.compile(r"<!-- made: (?P<name>[a-z-]+) -->\n.*?<!-- end -->", re.DOTALL)


def names(document: str) -> list[str]:
    """The names of the blocks of a document, in order."""
    return [found["name"] for found in _BLOCK.finditer(document)]


def filled(document: str, blocks: Mapping[str, str]) -> str:
    """The document with every block as given; KeyError for a block that nothing makes."""

    def made(found: re.Match[str]) -> str:
        name = found["name"]
        return f"<!-- made: {name} -->\n{blocks[name].strip()}\n<!-- end -->"

    return _BLOCK.sub(made, document)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; the first column is left, the others are right."""
    rule = ["---", *("---:" for _ in columns[1:])]
    lines = [columns, rule, *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
