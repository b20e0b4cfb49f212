"""Random small histories: what the closings release is what an independent recount allows."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from analysis import Term
from sb_feedback.models import Installation, Outcome
from sb_feedback.services.founding import SetUp, add_site
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.periods import period_name
from sb_feedback.workplace import Workplace
from tests.integration.whole_path.conftest import MakePlace
from tests.integration.whole_path.everywhere import check_everywhere
from tests.integration.whole_path.histories import History, Plan
from tests.integration.whole_path.recount import VERSIONS, Shown, recount

BEGIN = date(2027, 1, 1)

plans = st.builds(
    Plan,
    seed=st.integers(0, 2**32),
    sites=st.sampled_from((("maple",), ("maple",), ("cedar", "dogwood"))),
    together=st.booleans(),
    months=st.sampled_from((3, 3, 6, 12)),
    periods=st.integers(2, 4),
    families=st.integers(11, 19),
    meets=st.sampled_from((0.6, 0.8, 1.0)),
    answers=st.sampled_from((0.5, 0.8, 1.0)),
)


def found(place: Workplace, plan: Plan) -> None:
    choice = SetUp(plan.scope, plan.scope, plan.months, together=plan.together)
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        for site in plan.sites:
            add_site(session, site_id=site, name=f"Site {site}", set_up=choice, today=BEGIN)


#: Making documents takes a second: one plan in so many, and always the same ones.
MADE_OF = 12
DOCUMENTS = "documents"


def play(place: Workplace, plan: Plan, *, documents: bool = False) -> Counter[str]:
    """Play and compare, with the last documents if told to; how often each word was said."""
    found(place, plan)
    first = Term(BEGIN, plan.months)
    history = History(place, plan, first)
    history.play()
    told = recount(history.times, plan.groups, months=plan.months)
    with place.db.read() as session:
        releases = releases_of(session, plan.scope)
        outcomes = list(session.scalars(select(Outcome)))
    by_batch = {(one.group, one.terms[-1].label): json.loads(one.to_json()) for one in releases}
    term = first
    for closing in told:
        period_id = period_name(plan.scope, term)
        said = {
            one.questionnaire_group: (one.verdict, Term(one.since, plan.months).label)
            for one in outcomes
            if one.period_id == period_id
        }
        assert said == {one.group: (one.word, one.since) for one in closing}
        for one in closing:
            if one.shown is not None:
                check(by_batch.pop((one.group, term.label)), one.shown)
        term = term.next()
    assert by_batch == {}
    words = Counter(one.word for closing in told for one in closing)
    if documents:
        last = period_name(plan.scope, term.previous())
        words[DOCUMENTS] += check_everywhere(place, last, history.times, told, releases)
    return words


def check(release: dict[str, Any], shown: Shown) -> None:
    """A release as the recount allows it: every count is possible, everything else is equal."""
    assert release["terms"] == list(shown.periods)
    assert release["version"] == VERSIONS[shown.group]
    assert release["participation"] == [*shown.participation, shown.asked]
    assert release["base"] == shown.base
    assert release["counts"].keys() == shown.counts.keys()
    wrong = {
        name: (ends, shown.counts[name])
        for name, ends in release["counts"].items()
        if tuple(ends) not in shown.counts[name]
    }
    assert wrong == {}


def search(make_place: MakePlace, kind: str, examples: int) -> Counter[str]:
    """Play so many plans; how often each word was said in all of them."""
    words: Counter[str] = Counter()

    @settings(max_examples=examples)
    @given(plan=plans)
    def every(plan: Plan) -> None:
        documents = crc32(repr(plan).encode()) % MADE_OF == 0
        place = make_place(kind)
        words.update(play(place, plan, documents=documents))
        place.db.engine.dispose()
        shutil.rmtree(place.settings.data_dir)

    every()
    return words


def test_ten_histories_release_what_the_recount_allows(make_place: MakePlace) -> None:
    words = search(make_place, "sqlite", 10)
    assert words["released"] > 0


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_histories_release_what_the_recount_allows(
    make_place: MakePlace, kind: str
) -> None:
    words = search(make_place, kind, 200 if kind == "sqlite" else 40)
    common = {"released", "waits", "too_few", "not_stated"}
    assert {word for word, times in words.items() if times > 9} >= common
    assert kind != "sqlite" or words[DOCUMENTS] > 0


def test_the_documents_of_a_pool_say_what_the_recount_says(make_place: MakePlace) -> None:
    plan = Plan(5, ("cedar", "dogwood"), False, 6, 3, 19, 1.0, 0.8)
    assert play(make_place("sqlite"), plan, documents=True)[DOCUMENTS] == 1


@pytest.mark.parametrize(
    ("seed", "months", "periods", "word"),
    [(1, 12, 3, "waited_too_long"), (2, 3, 3, "waits"), (3, 3, 2, "nobody_asked")],
)
def test_rare_words_are_said_when_the_recount_says_them(
    make_place: MakePlace, seed: int, months: int, periods: int, word: str
) -> None:
    meets = 0.0 if word == "nobody_asked" else 0.9
    plan = Plan(seed, ("maple",), False, months, periods, 9, meets, 1.0)
    assert play(make_place("sqlite"), plan)[word] > 0
