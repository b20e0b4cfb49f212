"""The calculator of waiting time: plain answers, faults beside their fields, nothing kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.staff.people import COORDINATOR, Browser

ASK = "/forecast?families={}&newcomers={}&turnout={}"


def test_it_asks_before_it_tells(signed_in: Callable[[str], Browser]) -> None:
    page = signed_in(COORDINATOR).text("/forecast")
    assert "Families with a meeting in a quarter" in page
    assert "What to expect" not in page


@pytest.mark.parametrize(
    ("families", "newcomers", "turnout", "told"),
    [
        (40, 9, 7, "Likely after 3 months."),
        (12, 4, 7, "Likely after 6 months."),
        (12, 0, 9, "Never: too few families are asked."),
        (14, 0, 3, "Likely after"),
    ],
)
def test_it_tells_when_results_may_come(
    families: int, newcomers: int, turnout: int, told: str, signed_in: Callable[[str], Browser]
) -> None:
    assert told in signed_in(COORDINATOR).text(ASK.format(families, newcomers, turnout))


@pytest.mark.parametrize(
    ("families", "newcomers", "turnout", "fault"),
    [
        ("", "0", "5", "Type how many families you expect."),
        ("ten", "0", "5", "Type a whole number"),
        ("0", "0", "5", "Type a number from 1 to 300."),
        ("999", "0", "5", "Type a number from 1 to 300."),
        ("10", "11", "5", "There cannot be more new families than families."),
        ("10", "1", "all", "Choose how many may answer."),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    families: str, newcomers: str, turnout: str, fault: str, signed_in: Callable[[str], Browser]
) -> None:
    response = signed_in(COORDINATOR).get(ASK.format(families, newcomers, turnout))
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert page.count(fault) == 2
    assert f'value="{families}"' in page or not families
