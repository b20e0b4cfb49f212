"""What those who work for the state find at the address of reports: its editions."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.services.state_editions.shelf import EditionPlace, editions_on_shelf
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again
from sb_feedback.web.reports.search import is_searched, looked_for, part_of_shelf


def state_shelf() -> list[EditionPlace]:
    """All editions, newest first."""
    with workplace().db.read() as session:
        return editions_on_shelf(session)


def state_shelf_page() -> ResponseReturnValue:
    """The shelf of the state as a page."""
    shelf = state_shelf()
    again = looks_again(working=any(one.is_being_made for one in shelf))
    page = render_template(
        "reports/state_index.html",
        shelf=part_of_shelf(shelf),
        words=looked_for(),
        many=is_searched(shelf),
        looks_again=again,
    )
    return page_that_looks_again(page, again=again)
