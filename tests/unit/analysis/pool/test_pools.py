"""What goes into a pool, what it refuses, and how it is stored."""

import json
import zlib
from dataclasses import replace

import pytest

from analysis import Form
from analysis.pool import PoolForm, PoolGap, PoolTally
from analysis.pool.stored import pack
from tests.unit.analysis.pool.people import ASKED, LANGUAGES, invented

FORMS = invented(8)
POOL = PoolTally.of(ASKED, FORMS, languages=LANGUAGES)
GAP = PoolGap.of(ASKED, FORMS)


def test_units_are_families_unless_persons_were_counted() -> None:
    assert POOL.units == 8
    assert PoolTally.of(ASKED, FORMS, units=11).units == 11
    with pytest.raises(ValueError, match="units gave"):
        PoolTally.of(ASKED, FORMS, units=len(FORMS) + 1)


def test_labels_of_two_sites_are_not_mixed_up() -> None:
    forms = [PoolForm(Form({"V1": 5}), site, "f", "m") for site in ("s1", "s2")]
    pool = PoolTally.of(ASKED, forms)
    assert (pool.units, pool.fully["V1"].clusters) == (2, 2)
    assert pool.scales["voice"].by_meeting.clusters == 0


def test_help_that_was_named_is_not_in_a_pool() -> None:
    without = PoolForm(Form({"V1": 5}), "s", "f", "m")
    named = replace(without, answers=Form({"V1": 5}, frozenset({"B01"})))
    assert PoolTally.of(ASKED, [named]).to_bytes() == PoolTally.of(ASKED, [without]).to_bytes()


def test_no_label_of_a_family_or_a_meeting_is_in_a_pool() -> None:
    for stored in (POOL, GAP):
        text = zlib.decompress(stored.to_bytes()).decode()
        assert not {form.family for form in FORMS} & set(json_texts(text))
        assert not {form.meeting for form in FORMS} & set(json_texts(text))


def json_texts(text: str) -> set[str]:
    return set(text.split('"'))


def test_an_answer_that_was_not_asked_for_is_refused() -> None:
    for ratings in ({"X1": 5}, {"V1": 6}):
        with pytest.raises(ValueError, match="ftm-parent-1"):
            PoolTally.of(ASKED, [PoolForm(Form(ratings), "s", "f", "m")])


def test_pools_of_different_questions_do_not_add() -> None:
    other = replace(ASKED, version="ftm-parent-2")
    with pytest.raises(ValueError, match="ftm-parent-2 do not add"):
        _ = POOL + PoolTally.of(other, [], languages=LANGUAGES)
    with pytest.raises(ValueError, match="ftm-parent-2 do not add"):
        _ = GAP + PoolGap.of(other, [])
    with pytest.raises(ValueError, match="different names"):
        _ = POOL + PoolTally.of(ASKED, [], languages=["en"])


def test_sums_of_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="not those of the instrument"):
        replace(POOL, scales={})
    with pytest.raises(ValueError, match="not those of the instrument"):
        replace(POOL, products=POOL.products.only(["V1"]))


@pytest.mark.parametrize("pool", [POOL, GAP], ids=["tally", "gap"])
def test_damaged_bytes_are_refused(pool: PoolTally | PoolGap) -> None:
    data = pool.to_bytes()
    turned = bytes([*data[:100], data[100] ^ 1, *data[101:]])
    for damaged in (b"", b"{}", data[:-1], data[: len(data) // 2], turned, zlib.compress(b"[]")):
        with pytest.raises(ValueError, match="or it was damaged"):
            type(pool).from_bytes(damaged)


@pytest.mark.parametrize("pool", [POOL, GAP], ids=["tally", "gap"])
def test_other_versions_and_kinds_are_refused(pool: PoolTally | PoolGap) -> None:
    content = json.loads(zlib.decompress(pool.to_bytes()))
    name = content.pop("format")
    with pytest.raises(ValueError, match=f"format pool-of-2031; this version reads {name}"):
        type(pool).from_bytes(pack("pool-of-2031", content))
    content.popitem()
    with pytest.raises(ValueError, match="or it was damaged"):
        type(pool).from_bytes(pack(name, content))


def test_a_pool_of_many_forms_is_small() -> None:
    many = PoolTally.of(ASKED, invented(300), languages=LANGUAGES)
    assert len(many.to_bytes()) < 16_000


def test_caregivers_and_meetings_of_one_role_are_in_no_gap() -> None:
    forms = [
        PoolForm(Form({"V1": 5, "V2": 5}), "s1", "f1", "m1", "parent"),
        PoolForm(Form({"V1": 3, "V2": 2}), "s1", "f1", "m1", "professional"),
        PoolForm(Form({"V1": 1, "V2": 1}), "s1", "f1", "m1", "caregiver"),
        PoolForm(Form({"V1": 1, "V2": 1}), "s2", "f2", "m2", "parent"),
        PoolForm(Form({"V1": 1, "V2": 1}), "s2", "f2", "m3", "caregiver"),
    ]
    gap = PoolGap.of(ASKED, forms)
    assert gap.sites == {"s1"}
    assert (gap.scales["voice"].by_family.total, gap.scales["voice"].left_out) == (2.5, 1)
