"""A SAMPLE report from invented counts, so that a site sees before its first release what comes.

The job makes it once, from the questions that are really asked; no answer of anybody is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from analysis import Condition, Instrument, Release, Term, conditions, guarded, release_base
from analysis.condition import Kind
from analysis.reports import inputs as told
from analysis.reports.site_report import site_report
from forms import Questionnaire
from sb_feedback.files import make_private_dir, write_durably
from sb_feedback.services.editions import report_body
from sb_feedback.services.instruments import help_choices, instrument_of
from sb_feedback.services.shelf import sample_path

_NAME = "SAMPLE"
_LAST = Term(date(2026, 1, 1), 3)
_QUARTERS = 4
#: How many answered of how many asked, in the newest quarter.
_SIZES = {"parents": (27, 41), "caregivers": (16, 25), "professionals": (38, 57)}
#: Shares of "yes, fully", item by item; each group is a little above or below.
_SHARES = (0.7, 0.62, 0.48, 0.78, 0.6, 0.66, 0.55, 0.4, 0.58)
_LIFTS = {"parents": 0.0, "caregivers": -0.05, "professionals": 0.16}
_HELP = (0.42, 0.3, 0.18, 0.38, 0.12, 0.22, 0.1, 0.26)


def keep_samples(
    folder: Path, questionnaires: Mapping[str, Questionnaire], languages: Iterable[str]
) -> None:
    """Make the samples that are missing."""
    make_private_dir(folder)
    for language in languages:
        path = sample_path(folder, language)
        if not path.exists():
            report = site_report(sample_inputs(questionnaires, language))
            write_durably(path, report_body(report).encode())


def sample_inputs(questionnaires: Mapping[str, Questionnaire], language: str) -> told.ReportInputs:
    """What the sample is made from."""
    asked = {one.group: one for one in sorted(questionnaires.values(), key=lambda one: one.version)}
    asked = {group: asked[group] for group in _SIZES}
    first = asked["parents"]
    instruments = {group: instrument_of((one,)) for group, one in asked.items()}
    return told.ReportInputs(
        scope="sample",
        scope_name=_NAME,
        term=_LAST,
        language=language,
        releases=tuple(_releases(instruments)),
        instruments=instruments,
        labels=told.Labels(
            items={item.key: item.label[language] for item in first.ratings},
            questions={
                group: {item.key: item.text[language] for item in one.ratings}
                for group, one in asked.items()
            },
            help={choice.value: choice.text[language] for choice in help_choices(first)},
        ),
        sample=True,
    )


def _releases(instruments: Mapping[str, Instrument]) -> Iterable[Release]:
    terms = [_LAST]
    while len(terms) < _QUARTERS:
        terms.insert(0, terms[0].previous())
    for group, instrument in instruments.items():
        for place, term in enumerate(terms):
            yield _release(group, instrument, term, place)


def _release(group: str, instrument: Instrument, term: Term, place: int) -> Release:
    answered, asked = _SIZES[group]
    answered -= _QUARTERS - 1 - place
    base = release_base(answered, asked)
    assert base is not None
    lift = _LIFTS[group] + 0.02 * place
    shares = {
        item: min(0.95, share + lift)
        for item, share in zip(instrument.items, _SHARES * 3, strict=False)
    }
    return Release(
        scope="sample",
        group=group,
        terms=(term,),
        version=instrument.version,
        participation=guarded(answered, asked),
        base=base,
        counts={
            one: guarded(round(answered * _share(one, instrument, shares)), base)
            for one in conditions(instrument)
        },
    )


def _share(one: Condition, instrument: Instrument, shares: Mapping[str, float]) -> float:
    if one.kind is Kind.HELP:
        named = dict(zip(instrument.help_codes, _HELP * 3, strict=False))
        return named[one.target]
    if one.kind in (Kind.FULLY, Kind.MOSTLY):
        return min(1.0, shares[one.target] + (0.15 if one.kind is Kind.MOSTLY else 0.0))
    of_scale = [shares[item] for item in instrument.scales[one.target]]
    return min(of_scale) * 0.8 if one.kind is Kind.TOP else min(1.0, max(of_scale) + 0.1)
