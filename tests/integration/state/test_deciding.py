"""When a state edition is made and of what: sharing, waiting, the minimum, and being killed."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from sb_feedback.models import Scope, StateEdition
from sb_feedback.services.ledger import LedgerBroken
from sb_feedback.services.state_editions.deciding import Editor, next_edition
from sb_feedback.workplace import Workplace
from tests.integration.state.telling import (
    Q1,
    Q2,
    Q3,
    SITES,
    TODAY,
    State,
    contents,
    decide_all,
    scopes,
)


@pytest.fixture
def state(workplace: Workplace) -> State:
    """Five sites that share."""
    told = State(workplace)
    for site in SITES:
        told.scope(site)
    return told


def test_an_edition_sums_what_came_out_since_the_one_before(state: State) -> None:
    for site in SITES[:3]:
        for quarter in (Q1, Q2):
            state.closed(site, quarter, "parents", "professionals")
    decide_all(state.place)
    found = contents(state.place)
    assert list(found) == [Q1.label, Q2.label, Q3.label]
    for quarter in (Q1, Q2):
        assert scopes(found[quarter.label].summed) == sorted(SITES[:3])
        assert len(found[quarter.label].summed) == 6
        assert not found[quarter.label].carried
    assert not found[Q1.label].summed & found[Q2.label].summed
    assert not found[Q3.label].summed


def test_what_is_below_the_minimum_is_in_the_next_edition(state: State) -> None:
    for site in SITES[:2]:
        state.closed(site, Q1, "parents")
    state.closed(SITES[2], Q2, "parents")
    decide_all(state.place)
    found = contents(state.place)
    assert not found[Q1.label].summed
    assert len(found[Q1.label].carried) == 2
    assert scopes(found[Q2.label].summed) == sorted(SITES[:3])
    assert not found[Q2.label].carried


def test_scopes_that_do_not_share_never_enter(state: State) -> None:
    state.scope("alone", shares=False)
    for site in ("alone", *SITES[:2]):
        state.closed(site, Q1, "parents")
    decide_all(state.place)
    assert not contents(state.place)[Q1.label].summed
    assert scopes(contents(state.place)[Q1.label].carried) == sorted(SITES[:2])


def test_a_scope_that_shares_later_or_no_more_brings_nothing_of_that_time(state: State) -> None:
    """What was released while it did not share stays out; what was left over goes with it."""
    state.scope("late", shares=False)
    for site in ("late", *SITES[:2]):
        state.closed(site, Q1, "parents")
    with state.place.db.write() as session:
        assert next_edition(session, TODAY) == Q1.label
    Editor(state.place.db, lambda: TODAY).decide(Q1.label)
    with state.place.db.write() as session:
        session.execute(update(Scope).where(Scope.id == "late").values(shares_with_state=True))
        session.execute(update(Scope).where(Scope.id == SITES[0]).values(shares_with_state=False))
    for site in ("late", *SITES[1:4]):
        state.closed(site, Q2, "parents")
    decide_all(state.place)
    summed = contents(state.place)[Q2.label].summed
    assert scopes(summed) == sorted(("late", *SITES[1:4]))
    assert len(summed) == 5  # of one scope the result that was left over as well


def test_a_result_that_reaches_back_to_a_time_without_sharing_stays_out(state: State) -> None:
    """Families who waited since then did not agree to it."""
    for site in SITES[:3]:
        state.closed(site, Q2, "parents")
    state.scope("late", shares=False)
    state.waiting("late", Q1)
    with state.place.db.write() as session:
        session.execute(update(Scope).where(Scope.id == "late").values(shares_with_state=True))
    state.closed("late", Q2, "parents", since=Q1)
    decide_all(state.place)
    assert scopes(contents(state.place)[Q2.label].summed) == sorted(SITES[:3])


def test_a_team_that_did_not_share_in_the_quarter_has_no_part_in_the_record(state: State) -> None:
    state.team(SITES[0], shares=False)
    state.waiting(f"{SITES[0]}-act", Q1)
    with state.place.db.write() as session:
        session.execute(update(Scope).values(shares_with_state=True))
    state.closed(SITES[0], Q1, "parents")
    decide_all(state.place)
    assert [found.teams for found in contents(state.place).values()] == [0, 1, 1]


def test_no_edition_before_all_that_share_are_closed(state: State) -> None:
    for site in SITES[:3]:
        state.closed(site, Q1, "parents")
        state.closed(site, Q2, "parents")
    state.still_open(SITES[3], Q1)
    decide_all(state.place)
    assert contents(state.place) == {}
    state.close(SITES[3], Q1)
    decide_all(state.place)
    assert list(contents(state.place))[:2] == [Q1.label, Q2.label]


def test_one_that_does_not_share_holds_nothing_back(state: State) -> None:
    state.scope("alone", shares=False)
    state.still_open("alone", Q1)
    for site in SITES[:3]:
        state.closed(site, Q1, "parents")
    decide_all(state.place)
    assert contents(state.place)[Q1.label].summed


def test_no_edition_before_its_quarter_has_ended(state: State) -> None:
    for site in SITES[:3]:
        state.closed(site, Q1, "parents")
    decide_all(state.place, Q1.last_day)
    assert contents(state.place) == {}


def test_deciding_twice_or_out_of_order_changes_nothing(state: State) -> None:
    for site in SITES[:2]:
        state.closed(site, Q1, "parents")
    editor = Editor(state.place.db, lambda: TODAY)
    editor.decide(Q2.label)
    assert contents(state.place) == {}
    editor.decide(Q1.label)
    before = contents(state.place)
    editor.decide(Q1.label)
    assert contents(state.place) == before


def test_a_kill_before_the_commit_leaves_nothing_and_the_next_run_gives_the_same(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site in SITES[:3]:
        state.closed(site, Q1, "parents", "professionals")
    editor = Editor(state.place.db, lambda: TODAY)
    with monkeypatch.context() as patch:
        patch.setattr("sb_feedback.services.state_editions.deciding.record_of", _die, raising=True)
        state.team(SITES[0])
        with pytest.raises(KeyboardInterrupt):
            editor.decide(Q1.label)
    assert contents(state.place) == {}
    editor.decide(Q1.label)
    assert len(contents(state.place)[Q1.label].summed) == 6


def _die(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_what_was_decided_is_never_changed(state: State) -> None:
    state.closed(SITES[0], Q1, "parents")
    decide_all(state.place)
    for statement in (update(StateEdition).values(body="{}"), delete(StateEdition)):
        with pytest.raises(DatabaseError, match="never changed"), state.place.db.write() as session:
            session.execute(statement)


def test_nothing_is_summed_from_a_ledger_that_was_changed(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site in SITES[:3]:
        state.closed(site, Q1, "parents")
    monkeypatch.setattr("sb_feedback.services.ledger._release", lambda _row: None)
    editor = Editor(state.place.db, lambda: TODAY)
    with pytest.raises(LedgerBroken):
        editor.decide(Q1.label)
    assert contents(state.place) == {}


def test_the_record_is_of_teams_that_share_and_has_no_words(state: State) -> None:
    for site in SITES[:3]:
        state.team(site, shares=site != SITES[2])
        state.change(site, "funding", Q1.last_day)
        state.change(site, "policy", Q2.first_day)
    state.closed(SITES[0], Q1, "parents")
    decide_all(state.place)
    found = contents(state.place)
    assert found[Q1.label].teams == 2
    assert [one.kind.value for one in found[Q1.label].register.changes] == ["funding"] * 2
    assert len(found[Q2.label].register.changes) == 4
    assert all(one.what == "" for one in found[Q2.label].register.changes)
