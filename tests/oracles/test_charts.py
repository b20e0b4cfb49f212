"""Run charts, control charts, run rules and trends against values from R and from NIST."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np
import pytest

from analysis.statistics.control_charts import ControlChart
from analysis.statistics.individuals_charts import individuals_chart
from analysis.statistics.p_charts import laney_p_chart, p_chart
from analysis.statistics.run_charts import run_chart
from analysis.statistics.signal_rules import run_rules
from analysis.statistics.trend import mann_kendall, theil_sen
from analysis.statistics.u_charts import u_chart
from analysis.statistics.xbar_s_charts import c4, subgroup_moments, xbar_s_chart
from tests.oracles.reading import check, load

Counts = Sequence[float] | np.ndarray


def limits(chart: ControlChart) -> dict[str, object]:
    return {"center": chart.centre, "lcl": chart.low, "ucl": chart.high}


def shares(counts: Counts, ns: Counts) -> Mapping[str, object]:
    chart = p_chart(counts, ns)
    return {**limits(chart), "sigma": chart.sigma}


def laney(counts: Counts, ns: Counts) -> Mapping[str, object]:
    found = laney_p_chart(counts, ns)
    return {**limits(found.chart), "sigma_z": found.sigma_z}


def imr(values: Sequence[float]) -> Mapping[str, object]:
    found = individuals_chart(values)
    return {
        "center": found.chart.centre,
        "mrbar": found.mean_range,
        "sigma": found.sigma,
        "lcl": found.chart.low[0],
        "ucl": found.chart.high[0],
        "mr_ucl": found.range_high,
    }


def anhoej(values: Sequence[float], centre: float | None = None) -> Mapping[str, object]:
    found = asdict(run_chart(values, centre=centre))
    return {key: value for key, value in found.items() if key not in ("centre", "why")}


def test_p_chart() -> None:
    case = load("spc_p_chart_nist")
    x, n = case.numbers("x"), case.numbers("n")
    chart = p_chart(x, n)
    computed = {
        "p_chart": shares(x, n),
        "laney": laney(x, n),
        "rules": asdict(chart.signals),
        "anhoej_median": anhoej((x / n).tolist()),
        "anhoej_mean": anhoej((x / n).tolist(), chart.centre),
        "u_chart": limits(u_chart(x, n)),
    }
    check(case, computed, {})


def test_p_chart_as_printed() -> None:
    case = load("spc_p_chart_nist")
    chart = p_chart(case.numbers("x"), case.numbers("n"))
    assert (chart.centre, chart.low[0], chart.high[0]) == pytest.approx(
        (0.2313, 0.0524, 0.4102), abs=5e-5
    )


def test_individuals_chart() -> None:
    case = load("spc_imr_nist")
    x = case.numbers("x").tolist()
    check(case, {"imr": imr(x), "anhoej_median": anhoej(x)}, {})


def test_trend() -> None:
    case = load("trend_nhtemp")
    t, x = case.numbers("t"), case.numbers("x").tolist()
    test, line = mann_kendall(x), theil_sen(t, x)
    computed = {
        "mann_kendall": {
            "n": test.n,
            "S": test.s,
            "varS": test.variance,
            "z": test.z,
            "p": test.p,
            "tau_b": test.tau_b,
        },
        "mk_p_cor_test": test.p,
        "tau_cor_test": test.tau_b,
        "theil_sen": {
            "slope": line.slope.value,
            "low": line.slope.low,
            "high": line.slope.high,
            "intercept": line.intercept,
        },
        "imr": imr(x),
        "rules": asdict(individuals_chart(x).chart.signals),
        "anhoej_median": anhoej(x),
    }
    check(case, computed, {})


def test_xbar_s_chart() -> None:
    case = load("spc_xbar_s_insteval")
    y, period = case.numbers("y"), case.numbers("period")
    subgroups = subgroup_moments(y, period)
    found = xbar_s_chart(subgroups)
    n = [m.n for m in subgroups]
    top = [int(((period == p) & (y == 5)).sum()) for p in np.unique(period)]
    computed = {
        "n": n,
        "c4": {str(size): c4(size) for size in range(2, 11)},
        "xbar_s": {
            "center": found.means.centre,
            "s_pooled": found.s_pooled,
            "xbar": found.means.values,
            "s": found.sds.values,
            "xbar_lcl": found.means.low,
            "xbar_ucl": found.means.high,
            "s_center": found.sd_centres,
            "s_lcl": found.sds.low,
            "s_ucl": found.sds.high,
        },
        "rules_xbar": asdict(run_rules(found.means.z)),
        "top": top,
        "p_chart": shares(top, n),
        "laney": laney(top, n),
    }
    check(case, computed, {})
