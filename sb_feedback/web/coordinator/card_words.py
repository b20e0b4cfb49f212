"""Words that leave the office: on cards, on the screen and in messages, in each language.

Neutral: no court, agency or programme is named, because others may see a card in a purse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardWords:
    """The words of one language; names in braces are filled in."""

    roles: dict[str, str]
    short: str
    scan: str
    type_it: str
    subject: str
    message: str

    def greeting(self, role: str) -> str:
        """Whom the card is for."""
        return self.roles[role]

    def sentence(self, role: str, minutes: int, link: str) -> str:
        """A ready message for texting or mailing the link."""
        return self.message.format(role=self.roles[role], minutes=minutes, link=link)


CARD_WORDS: dict[str, CardWords] = {
    "en": CardWords(
        roles={"parent": "Parents", "caregiver": "Caregivers", "professional": "Professionals"},
        short="{minutes} minutes. No name.",
        scan="Scan with your phone camera.",
        type_it="Or go to {address} and type:",
        subject="How was your meeting?",
        message="{role}: how was your meeting? {minutes} minutes, no name: {link}",
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
        subject="¿Cómo le fue en su reunión?",
        message="{role}: ¿cómo le fue en su reunión? {minutes} minutos, sin nombre: {link}",
    ),
}
