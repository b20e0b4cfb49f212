"""What a coordinator and a judge do at their pages, one method for each thing they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask.testing import FlaskClient

from tests.integration.whole_path.browsing import Read, Visitor, read

PASSWORD = "a long password for tests"
COLUMN = {"parent": "parents", "caregiver": "caregivers", "professional": "professionals"}


@dataclass(frozen=True)
class MadeMeeting:
    """A meeting as the coordinator sees it."""

    page: Read

    @property
    def family_name(self) -> str:
        """The made-up name of the family."""
        return self.page.texts["h1"][0]

    def link(self, role: str) -> str:
        """The link to copy."""
        return self.page.inputs[f"link-{role}"]


@dataclass
class Staff(Visitor):
    """Somebody with an account."""

    email: str

    @classmethod
    def of(cls, client: FlaskClient, base_url: str, email: str) -> Staff:
        """Somebody who has signed in just now."""
        person = cls(client, base_url, email)
        form = person.get("/sign-in").form("/sign-in")
        person.send("/sign-in", form, {"email": email, "password": PASSWORD})
        return person

    def make_meeting(
        self, held_on: date, came: dict[str, int], family_name: str | None = None
    ) -> MadeMeeting:
        """Enter a meeting of a new family or of a known one."""
        form = self.get("/meetings/new").form(having="held_on")
        family = form.choices["family"][family_name] if family_name else ""
        values = {COLUMN[role]: str(number) for role, number in came.items()}
        values["another"] = "y"  # a family may meet twice on one day
        path = self.send(
            "/meetings/new", form, {"held_on": held_on.isoformat(), "family": family, **values}
        )
        return MadeMeeting(self.get(path))

    def confirm_help_lines(self) -> None:
        """Say that every help line was tried."""
        form = self.get("/help-lines").form(having="sure")
        self.send("/help-lines", form, {"sure": "y"})

    def print_cards(self, meeting: MadeMeeting, role: str, number: int) -> list[str]:
        """Print cards and read the codes for typing from the sheet."""
        form = meeting.page.form(f"/cards/{role}")
        values = {form.field("number"): str(number)}
        sheet = self.post(form.action, form.filled(values), 200)
        return read(sheet.text).texts["p.typed"]

    def state_professionals(self, number: int) -> None:
        """Say how many different professionals came, in the oldest period that is not closed."""
        form = self.get("/period").form("/professionals")
        self.send("/period", form, {form.field("professionals"): str(number)})

    def close(self, label: str) -> None:
        """Ask for the oldest period that can be closed to be closed now."""
        page = self.get("/period")
        assert f"Close {label} now" in page.text
        form = page.form("/close")
        self.send("/period", form, {form.field("sure"): "y"})

    def pick(self, group: str, item: str, started_on: date, by_when: date) -> None:
        """Pick a practice to make better."""
        form = self.get("/improvement/pick").form(having="what")
        choices = {
            "group": group,
            "aim": f"fully:{item}",
            "what": "Offer two dates for each step.",
            "who": "Community coordinator",
            "started_on": started_on.isoformat(),
            "by_when": by_when.isoformat(),
        }
        self.send("/improvement/pick", form, choices)

    def report(self, label: str, language: str = "en") -> str:
        """The report as a page."""
        return self.fetch(f"/reports/{label}?language={language}").text

    def download(self, label: str, kind: str, language: str = "en") -> bytes:
        """The report as a file."""
        return bytes(self.fetch(f"/reports/{label}/{language}.{kind}").data)
