"""Answers at the edges: what is undefined is null and says why, and the rest is there."""

import pytest

from analysis.study.chapters import comparisons, gaps, periods
from analysis.study.whys import Why
from tests.unit.analysis.study.made import EVERYTHING, PLAN, computed

GROUPED = PLAN + '[columns]\ngroup = "team"\n'
CLUSTERED = PLAN + '[columns]\ncluster = "family"\n'


def test_a_constant_item_is_left_out_and_named() -> None:
    found = computed("V1,V2,V3\n5,1,2\n5,2,2\n5,4,5\n5,3,1")["reliability"]["voice"]
    assert found["cronbach_alpha"]["left_out"] == ["V1"]
    assert found["cronbach_alpha"]["value"] is not None
    assert found["item_analysis"][0] == {
        "item": "V1",
        "item_rest": None,
        "alpha_if_dropped": None,
        "why": "all answers are equal",
    }


def test_an_empty_item() -> None:
    found = computed("V1,V2,V3\n,1,2\n,2,2\n,4,5")
    assert found["items"][0] == {
        "item": "V1",
        "n": 0,
        "missing": 3,
        "mean": None,
        "sd": None,
        "top_box": None,
        "bottom_box": None,
        "why": "no answers",
        "counts": [3, 0, 0, 0, 0, 0],
    }
    assert found["scores"]["voice"]["top_score"] == {"value": None, "n": 0, "why": "no answers"}
    assert found["scores"]["voice"]["score_summary"]["n"] == 3
    assert found["factors"]["one_factor"]["why"] == "no answers"


def test_rows_without_any_answer() -> None:
    found = computed("V1,V2,V3\n,,\n,,")
    assert found["file"]["rows_with_answers"] == 0
    assert found["scores"]["voice"]["score_quantile"]["why"] == "no answers"
    assert found["reliability"]["voice"]["omega"]["why"] == "no answers"


@pytest.mark.parametrize("rows", [1, 2])
def test_one_or_two_rows(rows: int) -> None:
    found = computed("\n".join(["V1,V2,V3", "1,2,3", "2,5,4"][: rows + 1]))
    alpha = found["reliability"]["voice"]["cronbach_alpha"]
    assert (alpha["value"] is None) == (rows == 1)
    assert found["factors"]["one_factor"]["chi2"] is None
    assert found["factors"]["scales_as_factors"]["why"] == Why.ONE_SCALE


def test_one_group_has_no_comparison_and_no_icc() -> None:
    found = computed("team,V1,V2,V3\na,1,2,3\na,2,2,5", GROUPED)
    assert found["agreement"]["voice"]["icc1"]["why"] == "only one group"
    assert found["agreement"]["voice"]["rwg_j"]["uniform"]["groups"][0]["value"] is not None
    assert found["comparisons"] == {"values": ["a"], "scales": {}, "why": Why.ONE_VALUE}


def test_one_rater_in_each_group() -> None:
    found = computed("team,V1,V2,V3\na,1,2,3\nb,2,2,5", GROUPED)["agreement"]["voice"]
    assert found["icc1"]["why"] == "only one rater in a group"
    assert found["rwg_j"]["uniform"]["groups"][1] == {
        "group": "b",
        "n": 1,
        "value": None,
        "why": "only one rater in a group",
    }
    assert found["average_deviation"]["median"]["group_summary"]["groups"] == 0


def test_groups_keep_their_names_when_rows_have_none() -> None:
    text = "team,V1,V2,V3\n,1,1,1\nt10,1,1,1\nt2,5,5,5\nt2,5,5,5\nt10,1,2,3"
    groups = computed(text, GROUPED)["agreement"]["voice"]["r_star_wg"]["groups"]
    assert [(group["group"], group["n"]) for group in groups] == [("t2", 2), ("t10", 2)]
    assert groups[0]["value"] == 1


def test_many_groups_are_not_compared_two_by_two() -> None:
    rows = "\n".join(f"g{i},1,2,3" for i in range(comparisons.MOST_VALUES + 1))
    assert computed("team,V1,V2,V3\n" + rows, GROUPED)["comparisons"]["why"] == Why.MANY_VALUES


def test_one_cluster_has_a_mean_without_interval() -> None:
    found = computed("family,V1,V2,V3\nf,1,2,3\nf,2,2,5", CLUSTERED)["clusters"]["voice"]
    assert found["clustered_mean"]["mean"] == {"value": 2.5, "n": 2}
    assert found["clustered_mean"]["no_interval"] == "only one cluster"


def test_many_clusters_have_no_sign_flip_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST_CLUSTERS", 1)
    text = "team,family,meeting,role,period,site,V1,V2,V3,R1,R2\n" + "".join(
        f"t,{family},m,{role},1,x,1,2,3,4,5\n" for family in "fg" for role in "ps"
    )
    flip = computed(text, EVERYTHING)["gaps"]["voice"]["sign_flip_test"]
    assert flip == {"p": None, "n": 2, "why": Why.MANY_CLUSTERS}


def test_too_many_periods_are_not_charted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "MOST_PERIODS", 1)
    plan = PLAN + '[columns]\nperiod = "when"\n'
    found = computed("when,V1,V2,V3\n1,1,2,3\n2,1,2,3", plan)["periods"]
    assert found == {"periods": None, "why": Why.MANY_PERIODS}


def test_an_item_of_two_scales_has_no_factor_of_its_own() -> None:
    plan = '[scales]\nall = ["V1", "V2", "V3"]\npart = ["V1", "V2"]\n'
    found = computed("V1,V2,V3\n1,2,3\n2,5,5\n3,1,4", plan)
    assert found["factors"]["scales_as_factors"] == {"chi2": None, "why": Why.SHARED_ITEM}
    assert [item["item"] for item in found["items"]] == ["V1", "V2", "V3"]


def test_a_scale_of_one_item() -> None:
    found = computed("V1\n1\n5\n5", '[scales]\none = ["V1"]')
    assert found["scores"]["one"]["top_score"]["count"] == 2
    assert found["reliability"]["one"]["cronbach_alpha"]["value"] is None
    assert found["factors"]["one_factor"]["why"] == Why.FEW_ITEMS
    assert found["ordinal"]["one"]["ordinal_alpha"]["value"] is None


def test_three_items_on_one_factor_fit_always() -> None:
    answers = "V1,V2,V3\n1,2,2\n2,1,3\n5,5,4\n4,5,4\n3,2,2\n5,4,5\n1,1,2"
    found = computed(answers)["factors"]["one_factor"]
    assert (found["df"], found["p"], found["why"]) == (0, None, Why.SATURATED)
    assert found["loadings"] is not None


def test_what_is_not_named_is_not_computed() -> None:
    found = computed("V1,V2,V3\n1,2,3")
    assert found["not_computed"] == {
        "agreement": ["group"],
        "clusters": ["cluster"],
        "gaps": ["meeting", "role"],
        "comparisons": ["group or compare"],
        "periods": ["period"],
        "sites": ["site"],
        "response": ["roster, invited or dispositions"],
    }
    assert "gaps" not in found


def test_a_threshold_is_met_exactly() -> None:
    plan = PLAN + "[options]\nthreshold = 3.3333333333333335\n[response]\nroster = 2\n"
    found = computed("V1,V2,V3\n3,3,4\n3,3,3", plan)
    assert found["scores"]["voice"]["reach"]["value"] == 0
    assert found["response"]["scales"]["voice"]["reach"]["worst_case_bounds"]["low"] == 0
