"""Response rates and representativity against values from R."""

from dataclasses import asdict

from analysis.statistics.representativity import r_indicator
from analysis.statistics.response_rates import Dispositions, response_rates
from tests.oracles.reading import check, load


def test_response_rates() -> None:
    case = load("aapor_rates")
    names = ("I", "P", "R", "NC", "O", "UH", "UO")
    counts = zip(*(case.numbers(name).astype(int).tolist() for name in names), strict=True)
    rates = [
        asdict(response_rates(Dispositions(*row), e=e))
        for row, e in zip(counts, case.numbers("e").tolist(), strict=True)
    ]
    upper = [{key.upper(): value for key, value in row.items()} for row in rates]
    check(case, {"rates": upper}, {})


def test_r_indicator() -> None:
    case = load("r_indicator_titanic")
    found = r_indicator(case.numbers("responded"), case.numbers("invited"))
    computed = {
        "rate": found.rate,
        "S": found.spread,
        "R": found.r,
        "max_abs_bias_share": found.max_bias,
    }
    check(case, {"r": computed}, {"chisq_p": "the indicator is reported without this test"})
