"""Words that leave the office: on cards, on the screen and in messages, in each language.

Neutral: no court, agency or programme is named, because others may see a card in a purse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CardWords:
    """The words of one language; names in braces are filled in."""

    roles: Mapping[str, str]
    short: str
    scan: str
    type_it: str
    private: str
    subject: str
    message: str
    #: What the coordinator says when handing out.
    script: tuple[str, ...]
    slip: Mapping[str, str]
    paper: Mapping[str, str]

    def greeting(self, role: str) -> str:
        """Whom the card is for."""
        return self.roles[role]

    def sentence(self, role: str, minutes: int, link: str) -> str:
        """A ready message for texting or mailing the link."""
        return self.message.format(role=self.roles[role], minutes=minutes, link=link)


CARD_WORDS: Mapping[str, CardWords] = {
    "en": CardWords(
        roles={"parent": "Parents", "caregiver": "Caregivers", "professional": "Professionals"},
        short="{minutes} minutes. No name.",
        scan="Scan with your phone camera.",
        type_it="Or go to {address} and type:",
        private="How we keep this private: {address}/privacy",
        subject="How was your meeting?",
        message="{role}: how was your meeting? {minutes} minutes, no name: {link}",
        script=(
            "This is how we find out if our meetings work.",
            "You do not have to answer.",
            "I will not know what you pick.",
            "You can do it in the hall or at home, until {day}.",
        ),
        slip={
            "title": "You said, we did",
            "said": "You said",
            "did": "We did",
            "picked": "We picked this to make better: {what}.",
            "keep": "We tried something new for this, and we keep it: {what}.",
            "next": "We look at what you said and pick one thing to make better.",
        },
        paper={
            "start": "Mark one box for each question with a pen. Please write no names.",
            "then": "Then go to {address} and type {code}. Copy your answers there.",
            "trust": "Someone you trust can do that for you. It works once, until {day}.",
            "keep": "Do not hand this sheet in. Tear it up when you are done.",
        },
    ),
    "es": CardWords(
        roles={
            "parent": "Mamás y papás",
            "caregiver": "Cuidadores y cuidadoras",
            "professional": "Profesionales",
        },
        short="{minutes} minutos. Sin nombre.",
        scan="Escanee con la cámara de su teléfono.",
        type_it="O vaya a {address} y escriba:",
        private="Cómo mantenemos esto en privado: {address}/privacy",
        subject="¿Cómo le fue en su reunión?",
        message="{role}: ¿cómo le fue en su reunión? {minutes} minutos, sin nombre: {link}",
        script=(
            "Así sabemos si nuestras reuniones sirven.",
            "No tiene que contestar.",
            "Yo no voy a saber qué marcó.",
            "Puede hacerlo en el pasillo o en su casa, hasta el {day}.",
        ),
        slip={
            "title": "Usted dijo, nosotros hicimos",
            "said": "Usted dijo",
            "did": "Nosotros hicimos",
            "picked": "Escogimos esto para mejorar: {what}.",
            "keep": "Probamos algo nuevo para esto y lo seguimos haciendo: {what}.",
            "next": "Miramos lo que usted dijo y escogemos una cosa para mejorar.",
        },
        paper={
            "start": "Marque con pluma una casilla en cada pregunta. Por favor no escriba nombres.",
            "then": "Después vaya a {address} y escriba {code}. Copie ahí sus respuestas.",
            "trust": "Alguien de confianza puede hacerlo por usted. Sirve una vez, hasta el {day}.",
            "keep": "No entregue esta hoja. Rómpala cuando termine.",
        },
    ),
}
