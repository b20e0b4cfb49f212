"""Importing members: each fault by row, nothing written until confirmed, and then once."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest

from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.workplace import Workplace
from tests.integration.roster.test_roster import add, seats
from tests.integration.staff.people import Browser

UPLOAD, CONFIRM = "/team/roster/import", "/team/roster/import/confirm"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HIDDEN = re.compile(r'name="(rows|seen)"[^>]* value="([^"]*)"')
ROW = re.compile(
    r'<tr><th scope="row">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>'
)
GOOD = (
    "email,sector,joined\r\n"
    "jo@example.org,provider,2026-03-01\r\n"
    "al@example.org,Lived experience,\r\n"
)


def upload(office: Browser, content: bytes | str) -> tuple[int, str]:
    """The preview of a file."""
    token = TOKEN.search(office.get(UPLOAD).text)
    assert token is not None
    raw = content.encode() if isinstance(content, str) else content
    # By hand: the client of the tests leaves large files open.
    start = f'--mark\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token[1]}\r\n'
    head = '--mark\r\nContent-Disposition: form-data; name="file"; filename="roster.csv"\r\n\r\n'
    body = start.encode() + head.encode() + raw + b"\r\n--mark--\r\n"
    response = office.client.post(
        UPLOAD, data=body, content_type="multipart/form-data; boundary=mark"
    )
    return response.status_code, html.unescape(response.text)


def confirm(office: Browser, page: str) -> int:
    """Press the button of a preview."""
    hidden = dict(HIDDEN.findall(html.unescape(page)))
    assert set(hidden) == {"rows", "seen"}
    token = TOKEN.search(page)
    assert token is not None
    sent = office.client.post(CONFIRM, data={**hidden, "csrf_token": token[1]})
    return sent.status_code


def faults(page: str) -> list[tuple[str, str, str, str]]:
    return ROW.findall(page.partition("What would be written")[0])


def counts(page: str) -> dict[str, int]:
    return {name: int(n) for name, n in re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page)}


def test_nothing_is_written_until_confirmed_and_then_once(office: Browser, team: Workplace) -> None:
    status, page = upload(office, GOOD)
    assert status == 200
    assert "Nothing has been written yet." in page
    assert counts(page) == {"New members": 2, "Changed": 0, "Unchanged": 0, "Rows with a fault": 0}
    assert seats(team) == []
    for _ in range(3):
        assert confirm(office, page) == 303
    assert [(seat.email, seat.sector, seat.joined_on) for seat in seats(team)] == [
        ("al@example.org", "lived_experience", date(2026, 5, 13)),
        ("jo@example.org", "provider", date(2026, 3, 1)),
    ]
    _, again = upload(office, GOOD)
    assert counts(again) == {"New members": 0, "Changed": 0, "Unchanged": 2, "Rows with a fault": 0}
    assert "There is nothing to write." in again


def test_what_changes_is_counted_and_nobody_else_is_touched(
    office: Browser, team: Workplace
) -> None:
    add(team, "jo@example.org", "stays@example.org", "gone@example.org")
    with team.db.write() as session:
        session.query(type(seats(team)[0])).filter_by(email="gone@example.org").update(
            {"left_on": date(2026, 5, 13), "takes_mail": False}
        )
    content = (
        "email;sector;left\njo@example.org;community;\ngone@example.org;provider;\n"
        "new@example.org;provider;2026-06-01\n"
    )
    _, page = upload(office, content)
    assert counts(page) == {"New members": 1, "Changed": 2, "Unchanged": 0, "Rows with a fault": 0}
    confirm(office, page)
    found = {seat.email: seat for seat in seats(team)}
    assert found["jo@example.org"].sector == "community"
    assert found["gone@example.org"].left_on is None
    assert not found["gone@example.org"].takes_mail
    assert found["new@example.org"].left_on == date(2026, 6, 1)
    assert found["stays@example.org"].sector == "provider"


def test_each_fault_is_named_by_row_and_column(office: Browser, team: Workplace) -> None:
    lines = [
        "Email,Sector,Joined,Left,Name",
        "jo@example.org,provider,,,Jo Doe",
        "JO@example.org,provider,,,",
        "no address,provider,,,",
        ",provider,,,",
        "a@example.org,judge,,,",
        "b@example.org,,,,",
        "=HYPERLINK(1),provider,,,",
        "c@example.org,=1+1,,,",
        "d@example.org,provider,2026-13-01,,",
        "e@example.org,provider,2026-05-01,2026-04-01,",
        "f@example.org,provider,,,,,more",
        "",
        '"g@example.org",provider,4/30/2026,,',
        "h@example.org,provider,1026-05-01,,",
    ]
    status, page = upload(office, "\n".join(lines))
    assert status == 422
    assert [(row, column, words) for row, column, _, words in faults(page)] == [
        ("3", "email", "The same address stands in row 2."),
        ("4", "email", "This is no e-mail address."),
        ("5", "email", "This is blank."),
        ("6", "sector", "This is none of the sectors."),
        ("7", "sector", "This is blank."),
        ("8", "email", "This looks like a formula and is not taken."),
        ("9", "sector", "This looks like a formula and is not taken."),
        ("10", "joined", "This is no date that can be meant. Type it as year-month-day."),
        ("11", "left", "The day of leaving is before the day of joining."),
        ("12", "", "This row has more cells than the first row."),
        ("15", "joined", "This is no date that can be meant. Type it as year-month-day."),
    ]
    assert "Columns that are not kept: Name" in page
    assert "Jo Doe" not in page
    assert counts(page) == {"New members": 2, "Changed": 0, "Unchanged": 0, "Rows with a fault": 11}
    assert seats(team) == []
    confirm(office, page)
    assert [(seat.email, str(seat.joined_on)) for seat in seats(team)] == [
        ("g@example.org", "2026-04-30"),
        ("jo@example.org", "2026-05-13"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        GOOD.replace("\r\n", "\n").encode(),
        GOOD.replace("\r\n", "\r").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        b"sep=,\r\n" + GOOD.encode(),
        b"\r\n\r\n" + GOOD.encode(),
        GOOD.replace("jo@example.org", '" jo@example.org "').encode(),
        GOOD.replace("email,sector", "E-Mail Address, SECTOR ").encode(),
        GOOD.replace("jo@", "\u00a0jo@").encode(),
    ],
)
def test_files_of_many_programs_are_read(office: Browser, content: bytes) -> None:
    status, page = upload(office, content)
    assert (status, counts(page)["New members"]) == (200, 2)


@pytest.mark.parametrize(
    ("content", "row", "words"),
    [
        (b"", "Whole file", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "Whole file", "The file is empty."),
        (b"email,sector\r\n", "Whole file", "Below its first row the file has nothing."),
        (b"PK\x03\x04" + bytes(50), "Whole file", "This is an Excel workbook."),
        (bytes(range(256)), "Whole file", "This is no text file."),
        ("email,sector\nseñora@example.org,x".encode("cp1252"), "2", "cannot be read for certain"),
        (b'email,sector\n"a@example.org,provider\n', "2", "A quotation mark is not closed"),
        (b"jo@example.org,provider\n", "Whole file", "no column with this name"),
        (b"email,sector,email\n", "Whole file", "Two columns have this name."),
        (b"email,sector\n" + b"x" * 1024 * 1024, "Whole file", "At most 1024 kB."),
        (b"email,sector\n" + b"a,b\n" * 10_001, "Whole file", "At most 10,000."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    office: Browser, team: Workplace, content: bytes, row: str, words: str
) -> None:
    status, page = upload(office, content)
    assert status == 422
    assert faults(page)
    assert faults(page)[0][0] == row
    assert words in faults(page)[0][3]
    assert "nothing of it is taken" in page
    assert "Rows with a fault are left out." not in page
    assert 'name="seen"' not in page
    assert seats(team) == []


def test_ten_thousand_rows_are_looked_at_and_too_many_members_refused(
    office: Browser, team: Workplace
) -> None:
    rows = [f"m{number}@example.org,provider" for number in range(9_999)]
    status, page = upload(office, "\n".join(["email,sector", *rows, "broken,provider"]))
    assert status == 422
    assert faults(page)[0][:2] == ("10001", "email")
    assert "The roster would have 9999 members. A survey can count 1000 at most." in page
    assert 'name="seen"' not in page
    assert seats(team) == []


def test_a_full_roster_is_imported(office: Browser, team: Workplace) -> None:
    rows = [f"m{number}@example.org,provider" for number in range(MOST_MEMBERS)]
    _, page = upload(office, "\n".join(["email,sector", *rows]))
    assert confirm(office, page) == 303
    assert len(seats(team)) == MOST_MEMBERS


def test_a_roster_that_changed_since_is_shown_again(office: Browser, team: Workplace) -> None:
    _, page = upload(office, GOOD)
    add(team, "jo@example.org")
    assert confirm(office, page) == 200
    assert [seat.email for seat in seats(team)] == ["jo@example.org"]


def test_what_is_sent_back_is_checked_anew(office: Browser, team: Workplace) -> None:
    _, page = upload(office, GOOD)
    forged = page.replace("jo@example.org,provider", "=cmd,provider")
    assert confirm(office, forged) in (200, 422)
    assert seats(team) == []


def test_nothing_of_a_file_is_kept_before_it_is_confirmed(office: Browser, team: Workplace) -> None:
    before = {path for path in team.settings.data_dir.rglob("*") if path.is_file()}
    upload(office, GOOD)
    after = {path for path in team.settings.data_dir.rglob("*") if path.is_file()}
    assert {path for path in after - before if not path.name.endswith(("-wal", "-shm"))} == set()
    cookie = office.client.get_cookie("session")
    assert cookie is not None
    assert len(cookie.value) < 1_000


def test_cells_are_shown_as_text(office: Browser) -> None:
    token = TOKEN.search(office.get(UPLOAD).text)
    assert token is not None
    raw = b"email,sector,<b>x</b>\n<script>alert(1)</script>,provider,\n"
    response = office.client.post(
        UPLOAD,
        data={"csrf_token": token[1], "file": (io.BytesIO(raw), "x.csv")},
        content_type="multipart/form-data",
    )
    assert "<script>alert" not in response.text
    assert "<b>x</b>" not in response.text


def test_the_empty_file_to_fill_in_is_read_back(office: Browser) -> None:
    response = office.get("/team/roster/template.csv")
    assert response.mimetype == "text/csv"
    assert response.text == "email,sector,joined,left\r\n"
    _, page = upload(office, response.text + "jo@example.org,Provider,,\r\n")
    assert counts(page)["New members"] == 1


def test_no_file_is_told(office: Browser) -> None:
    response = office.send(UPLOAD)
    assert response.status_code == 422
    assert "Pick a file." in response.text
