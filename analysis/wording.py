"""Parts of sentences about guarded counts, in both languages; `analysis.findings` joins them."""

from collections.abc import Mapping, Sequence

from analysis.condition import Kind
from analysis.guard import GuardedCount
from analysis.language import marked, translator
from analysis.measures import Counted, counted
from analysis.release import Basis, Release, basis_of

_SAID: Mapping[Kind, str] = {
    Kind.FULLY: marked("said “yes, fully”"),
    Kind.MOSTLY: marked("said “mostly” or “yes, fully”"),
    Kind.TOP: marked("said “yes, fully” to every question on this"),
    Kind.AFFIRMED: marked("said “mostly” or better overall on this"),
    Kind.HELP: marked("said this is hard to get"),
}
_WHO: Mapping[tuple[Counted, Basis], str] = {
    (Counted.FAMILIES, Basis.ANSWERED): marked("the {base} families who answered"),
    (Counted.FAMILIES, Basis.ASKED): marked("the {base} families who were asked"),
    (Counted.ANSWERS, Basis.ANSWERED): marked("the {base} answers from professionals"),
    (Counted.ANSWERS, Basis.ASKED): marked("the {base} professionals who were asked"),
    (Counted.MEMBERS, Basis.ANSWERED): marked("the {base} members who answered"),
    (Counted.MEMBERS, Basis.ASKED): marked("all {base} members"),
}
_WHO_TOGETHER: Mapping[Counted, str] = {
    Counted.FAMILIES: marked("the {base} families counted"),
    Counted.ANSWERS: marked("the {base} professionals counted"),
    Counted.MEMBERS: marked("the {base} members counted"),
}
_FAMILY_ANSWERS = marked("the {base} family answers")
_UNITS: Mapping[Counted, str] = {
    Counted.FAMILIES: marked("families"),
    Counted.ANSWERS: marked("professionals’ answers"),
    Counted.MEMBERS: marked("members"),
}
_ONCE: Mapping[Counted, str] = {
    Counted.FAMILIES: marked("{results} results together; a family once in each"),
    Counted.ANSWERS: marked("{results} results together; a person once in each"),
    Counted.MEMBERS: marked("{results} results together; a person once in each"),
}


def said(kind: Kind, language: str) -> str:
    """What the units counted by a condition said, as a verb phrase."""
    return translator(language).gettext(_SAID[kind])


def number(count: GuardedCount, language: str) -> str:
    """How many: "9", "at least 17", "3 or fewer" or "between 30 and 36"."""
    _ = translator(language).gettext
    if count.exact:
        return str(count.low)
    if count.high == count.base:
        return _("at least {low}").format(low=count.low)
    if count.low == 0:
        return _("{high} or fewer").format(high=count.high)
    return _("between {low} and {high}").format(low=count.low, high=count.high)


def count_phrase(count: GuardedCount, language: str) -> str:
    """How many of how many: "9 of 12", "at least 17 of 20", "3 or fewer of 20"."""
    _ = translator(language).gettext
    return _("{number} of {base}").format(number=number(count, language), base=count.base)


def reach_phrase(count: GuardedCount, language: str) -> str:
    """How many of all, whoever did not answer: "between 17 and 27 of all 27", "17 of all 27"."""
    _ = translator(language).gettext
    if count.exact:
        return _("{number} of all {base}").format(number=count.low, base=count.base)
    return _("between {low} and {high} of all {base}").format(
        low=count.low, high=count.high, base=count.base
    )


def units(group: str, language: str) -> str:
    """The units of a group: "families" or "professionals’ answers". KeyError for others."""
    return translator(language).gettext(_UNITS[counted(group)])


def of_whom(count: GuardedCount, releases: Sequence[Release], language: str) -> str:
    """How many of whom: "9 of the 12 families who answered", "... who were asked".

    The words follow from the bases of the releases: of those who answered, of all who were
    asked, or, where a sum has both, of those counted.
    """
    return _of(count, _who(releases), language)


def of_asked(release: Release, language: str) -> str:
    """How many of those asked answered: "14 of the 18 families who were asked"."""
    who = _WHO[counted(release.group), Basis.ASKED]
    return _of(release.participation, who, language)


def together(releases: Sequence[Release], language: str) -> str:
    """The note of a sum, in brackets: "4 results together; a family once in each"; else empty."""
    results = _results(releases)
    if results == 1:
        return ""
    text = translator(language).gettext(_ONCE[counted(releases[0].group)])
    return f" ({text.format(results=results)})"


def _of(count: GuardedCount, who: str, language: str) -> str:
    _ = translator(language).gettext
    return _("{number} of {who}").format(
        number=number(count, language), who=_(who).format(base=count.base)
    )


def _who(releases: Sequence[Release]) -> str:
    unit, basis = counted(releases[0].group), basis_of(releases)
    is_family = unit is Counted.FAMILIES
    if _results(releases) == 1 or (basis is Basis.ANSWERED and not is_family):
        return _WHO[unit, basis]
    return _FAMILY_ANSWERS if basis is Basis.ANSWERED else _WHO_TOGETHER[unit]


def _results(releases: Sequence[Release]) -> int:
    """How many results are added up; one of a state is a sum already."""
    return sum(release.participation.releases for release in releases)
