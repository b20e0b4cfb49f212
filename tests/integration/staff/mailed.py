"""The two sites where mail is sent, with the office that takes it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sb_feedback import create_app
from sb_feedback.jobs import outbox_at
from sb_feedback.workplace import Workplace
from tests.integration.mailing.post_office import PostOffice
from tests.integration.mailing.staffed import token_to
from tests.integration.staff.people import Browser

#: For what the kind of database has no part in.
ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@dataclass(frozen=True)
class Mailed:
    """A workplace that sends its mail."""

    place: Workplace
    office: PostOffice

    @classmethod
    def at(cls, place: Workplace, office: PostOffice) -> Mailed:
        """The same workplace with a mail server."""
        mail = {
            "smtp_host": "localhost",
            "smtp_port": office.port,
            "smtp_security": "none",
            "smtp_from": "from@example.org",
        }
        return cls(Workplace(place.settings.model_copy(update=mail), place.hasher), office)

    def browser(self, email: str | None = None) -> Browser:
        """A browser, in which somebody has signed in."""
        app = create_app(self.place)
        app.config["TESTING"] = True
        opened = Browser(app.test_client())
        if email:
            assert opened.sign_in(email).status_code == 302
        return opened

    def token(self, email: str) -> str:
        """What the newest message to an address holds, after all was sent."""
        outbox_at(self.place).send_due()
        return token_to(self.office, email)
