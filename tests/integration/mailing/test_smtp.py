"""What a mail server did with a message is known from where it said no, waited or broke off."""

from __future__ import annotations

import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from sb_feedback.smtp import (
    NO_CONNECTION,
    NO_SENDER,
    NO_SIGN_IN,
    NO_TLS,
    TAKEN,
    Fate,
    Post,
    Server,
    Verdict,
)
from tests.integration.mailing.post_office import PostOffice, dripping, free_port, open_office

MESSAGE = b"Subject: x\r\n\r\n.a line that begins with a dot\r\nend\r\n"
ONE, TWO = "one@example.org", "two@example.org"
#: Of a patient visitor, and of one that a test keeps waiting.
PATIENT, HURRIED = 20.0, 1.5


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


def server(port: int, **more: object) -> Server:
    values: dict[str, object] = {"security": "none", "patience": PATIENT, "longest": 40.0, **more}
    return Server(host="localhost", port=port, sender="from@example.org", **values)  # type: ignore[arg-type]


def handed(port: int, *addresses: str, **more: object) -> list[Verdict]:
    """The verdicts on a message to each address in one visit."""
    post = Post(server(port, **more))
    verdicts = [post.why_shut() or post.hand_over(to, MESSAGE) for to in addresses]
    post.close()
    return verdicts


def test_a_message_arrives_as_it_was_written(office: PostOffice) -> None:
    assert handed(office.port, ONE, TWO) == [TAKEN, TAKEN]
    assert [one.to for one in office.taken] == [ONE, TWO]
    assert office.taken[0].text == ".a line that begins with a dot\nend\n"
    assert office.connections == 1


REPLIES = {
    "450 later": Verdict(Fate.LATER, "450"),
    "550 no such user": Verdict(Fate.NEVER, "550"),
    "421 closing": Verdict(Fate.LATER, "421"),
    "drop": Verdict(Fate.LATER, NO_CONNECTION),
}


@pytest.mark.parametrize("said", REPLIES)
@pytest.mark.parametrize("place", ["at_address", "at_data"])
def test_what_is_refused_before_the_content_is_not_taken(
    office: PostOffice, place: str, said: str
) -> None:
    setattr(office, place, lambda to, _number: said if to == ONE else "")
    assert handed(office.port, ONE, TWO) == [REPLIES[said], TAKEN]
    assert [one.to for one in office.taken] == [TWO]


@pytest.mark.parametrize("said", ["450 later", "550 spam", "421 closing"])
def test_content_that_is_refused_is_not_taken(office: PostOffice, said: str) -> None:
    office.at_content = lambda to, _number: said if to == ONE else ""
    assert handed(office.port, ONE, TWO) == [REPLIES.get(said, Verdict(Fate.NEVER, "550")), TAKEN]


@pytest.mark.parametrize("said", ["wait", "drop"])
def test_content_counts_as_taken_unless_it_is_refused(office: PostOffice, said: str) -> None:
    office.at_content = lambda to, _number: said if to == ONE else ""
    assert handed(office.port, ONE, TWO, patience=HURRIED) == [TAKEN, TAKEN]
    assert [one.to for one in office.taken] == [ONE, TWO]


def test_a_server_that_takes_and_breaks_off_has_taken(office: PostOffice) -> None:
    office.at_content = lambda _to, _number: "lie"
    first, second = handed(office.port, ONE, TWO)
    assert first == TAKEN
    # The break is seen before the next message is offered, or while it is.
    assert second in (TAKEN, Verdict(Fate.LATER, NO_CONNECTION))
    assert len(office.taken) == 1 + (second == TAKEN)


@pytest.mark.parametrize("place", ["at_address", "at_data"])
def test_a_server_that_keeps_everybody_waiting_is_left(office: PostOffice, place: str) -> None:
    setattr(office, place, lambda _to, _number: "wait")
    shut = Verdict(Fate.SHUT, NO_CONNECTION)
    began = time.monotonic()
    assert handed(office.port, ONE, TWO, patience=HURRIED) == [shut, shut]
    assert time.monotonic() - began < 2 * HURRIED
    assert office.taken == []


def test_nobody_listens() -> None:
    assert handed(free_port(), ONE, TWO) == [Verdict(Fate.SHUT, NO_CONNECTION)] * 2


def test_a_server_that_drips_is_cut_off() -> None:
    with dripping(0.1) as port:
        began = time.monotonic()
        assert handed(port, ONE, longest=1.0) == [Verdict(Fate.SHUT, NO_CONNECTION)]
        assert time.monotonic() - began < 10


def test_a_sender_that_the_server_does_not_take_is_nobodys_fault(office: PostOffice) -> None:
    office.at_sender = lambda: "550 not from you"
    assert handed(office.port, ONE, TWO) == [Verdict(Fate.SHUT, NO_SENDER)] * 2
    office.at_sender = lambda: "530 sign in first"
    assert handed(office.port, ONE) == [Verdict(Fate.SHUT, NO_SIGN_IN)]
    office.at_sender = lambda: "451 busy"
    assert handed(office.port, ONE) == [Verdict(Fate.LATER, "451")]


# --- encryption and sign-in -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost with its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *made],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture
def guarded(certificate: Path) -> Iterator[PostOffice]:
    """A server with STARTTLS that asks for a password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def check(
        _server: object, _session: object, _envelope: object, _way: str, data: object
    ) -> object:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login, data.password) == (b"me", b"very secret"))

    with open_office(
        tls_context=context, require_starttls=True, auth_required=True, authenticator=check
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("trusted", "password", "verdict"),
    [
        (True, "very secret\n", TAKEN),
        (True, "wrong", Verdict(Fate.SHUT, NO_SIGN_IN)),
        (True, None, Verdict(Fate.SHUT, NO_SIGN_IN)),
        (False, "very secret", Verdict(Fate.SHUT, NO_TLS)),
    ],
)
def test_a_password_travels_only_to_a_server_that_is_who_it_says(
    guarded: PostOffice,
    certificate: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trusted: bool,
    password: str | None,
    verdict: Verdict,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    file = tmp_path / "password"
    if password is not None:
        file.write_text(password)
    # After a wrong password the server waits for another.
    access = {"user": "me", "password_file": file}
    asked = handed(guarded.port, ONE, security="starttls", patience=5.0, **access)
    assert asked == [verdict]
    assert len(guarded.taken) == (verdict == TAKEN)


def test_a_server_without_encryption_gets_nothing(office: PostOffice) -> None:
    assert handed(office.port, ONE, security="starttls") == [Verdict(Fate.SHUT, NO_TLS)]
    assert office.taken == []
