"""Study files: what they may name, and what is said of those that cannot be meant."""

import pytest

from analysis.statistics import Dispositions
from analysis.study.faults import BadStudyError
from analysis.study.plan import Plan
from analysis.study.plan_file import parse_plan
from tests.unit.analysis.study.made import EVERYTHING, PLAN


def said(text: str) -> list[str]:
    with pytest.raises(BadStudyError) as found:
        parse_plan(text, "study.toml")
    return found.value.said("en").split("\n")


def plan(text: str) -> Plan:
    return parse_plan(PLAN + text, "study.toml")


def test_scales_are_enough() -> None:
    found = plan("")
    assert found.scales == {"voice": ("V1", "V2", "V3")}
    assert (found.points, found.columns, found.roles, found.response.roster) == (5, {}, None, None)
    assert found.options.nulls == {"uniform": "uniform", "slight_skew": "slight_skew"}
    assert (found.options.threshold, found.options.below) == (4, 3)


def test_everything_can_be_named() -> None:
    found = parse_plan(EVERYTHING, "study.toml")
    assert found.columns["cluster"] == "family"
    assert found.roles is not None
    assert (found.roles.first, found.roles.second) == ("p", "s")
    assert found.response.roster == 200
    assert found.headings[-1] == "site"


def test_thresholds_follow_the_points() -> None:
    options = parse_plan("points = 7\n" + PLAN, "study.toml").options
    assert (options.threshold, options.below) == (6, 4)
    assert options.nulls == {"uniform": "uniform"}


def test_nulls_are_names_or_shares() -> None:
    found = plan('[options]\nnulls = ["moderate_skew", [0.2, 0.2, 0.2, 0.2, 0.2]]\n')
    assert list(found.options.nulls) == ["moderate_skew", "0.2 0.2 0.2 0.2 0.2"]


def test_dispositions() -> None:
    found = plan("[response]\nroster = 9\ncomplete = 5\nrefused = 2\ne = 0\n").response
    assert found.dispositions == Dispositions(5, refused=2)
    assert found.e == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("points = 5", "[scales] names no scale"),
        ("[scales]\nvoice = []", "[scales] voice: give a list of different texts, not []."),
        ("[scales]\nv = ['a', 'a ']", "[scales] v: give a list of different texts"),
        ("scales = 3", "[scales]: this is a table of names and values, not 3."),
        ("points = 5.0\n" + PLAN, "points: give a whole number from 2 to 100, not 5.0."),
        ("points = true\n" + PLAN, "points: give a whole number from 2 to 100, not True."),
        (
            PLAN + "[options]\nlevle = 0.9",
            "[options]: there is no key 'levle' here. Did you mean 'level'?",
        ),
        (
            PLAN + "[column]\n",
            "study: there is no key 'column' here. Did you mean 'columns'?",
        ),
        (PLAN + "[columns]\ngroup = 'V1'", "[columns] group: 'V1' is an item of a scale."),
        (PLAN + "[columns]\ngroup = 3", "[columns] group: give a text in quotes, not 3."),
        (PLAN + "[columns]\nrole = 'r'", "[columns] role needs the table [roles]."),
        (PLAN + "[roles]\nfirst='a'\nsecond='b'", "[roles] needs the column 'role'"),
        (PLAN + "[columns]\nrole='r'\n[roles]\nfirst='a'\nsecond='a'", "[roles] names the two"),
        (PLAN + "[invited]\na = 3", "[invited] needs the column 'stratum'"),
        (PLAN + "[response]\nrefused = 3", "[response] needs 'complete'"),
        (PLAN + "[options]\nlevel = 1", "[options] level: give a number from 0.5 to 0.999, not 1."),
        (PLAN + "[options]\nlevel = nan", "[options] level: give a number"),
        (PLAN + "[options]\nxbar_s = 1", "[options] xbar_s: give true or false, not 1."),
        (
            PLAN + "[options]\nperiods = 'monthly'",
            "[options] periods: 'monthly' is none of month, quarter, year. Did you mean 'month'?",
        ),
        (PLAN + "[options]\nfactors = ['voise']", "Did you mean 'voice'?"),
        (PLAN + "[options]\nnulls = ['unifrom']", "Did you mean 'uniform'?"),
        (PLAN + "[options]\nnulls = [[0.5, 0.5]]", "nor 5 shares of sum 1."),
        (PLAN + "[options]\nnulls = [2]", "[options] nulls: 2 is neither"),
        ("[scales", "study.toml is not a TOML file: "),
    ],
)
def test_faults(text: str, fault: str) -> None:
    assert any(fault in line for line in said(text))


def test_all_faults_are_told_at_once() -> None:
    assert len(said("points = 1\n[scales]\nv = 3\n[options]\nlevel = 2\nbaselin = 3")) == 4
