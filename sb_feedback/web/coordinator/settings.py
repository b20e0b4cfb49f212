"""What the site has set, on one page, and its habits: languages, paper, time zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms.settings import HabitsForm
from forms.staff_fields import given
from sb_feedback.models import SiteSettings
from sb_feedback.models.settings import BATCH, FLOOR, MONTHS, NAME, SHARES
from sb_feedback.services.set_up import changes_of, set_up_of
from sb_feedback.services.settings import save_habits, settings_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.help_page import confirmed_on, site_help_lines
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace

#: Time zones of the states and territories, by names that people know.
ZONES: Mapping[str, LazyString] = {
    "America/New_York": _l("Eastern time"),
    "America/Chicago": _l("Central time"),
    "America/Denver": _l("Mountain time"),
    "America/Phoenix": _l("Arizona"),
    "America/Los_Angeles": _l("Pacific time"),
    "America/Anchorage": _l("Alaska"),
    "Pacific/Honolulu": _l("Hawaii"),
    "America/Puerto_Rico": _l("Puerto Rico"),
    "Pacific/Guam": _l("Guam"),
}
PAPERS: Mapping[str, LazyString] = {"letter": _l("US Letter"), "a4": _l("A4")}
LENGTHS: Mapping[int, LazyString] = {
    3: _l("A quarter"),
    6: _l("Half a year"),
    12: _l("A year"),
}
BATCHES: Mapping[str, LazyString] = {
    "apart": _l("Parents and caregivers apart"),
    "together": _l("Parents and caregivers together, as families"),
}
WHAT: Mapping[str, LazyString] = {
    NAME: _l("Name of the site"),
    BATCH: _l("How families are counted"),
    MONTHS: _l("Length of a period"),
    FLOOR: _l("Smallest number of answers"),
    SHARES: _l("Sharing with the state"),
}


@blueprint.get("/settings")
def settings() -> ResponseReturnValue:
    """Everything that is set, each with the page on which it can be changed."""
    place = workplace()
    with place.db.read() as session:
        set_up = set_up_of(session, my_site_id(), place.clock.today())
        changes = changes_of(session, my_scope_id())
        habits = settings_of(session, my_site_id(), _codes())
    return render_template(
        "coordinator/settings.html",
        set_up=set_up,
        habits=habits,
        changes=[
            (one, *(value_in_words(one.what, each) for each in (one.before, one.since)))
            for one in changes
        ],
        what=WHAT,
        lengths=LENGTHS,
        batches=BATCHES,
        papers=PAPERS,
        zone=zone_in_words(habits),
        spoken=_spoken(habits),
        others=[name for name in set_up.sites if name != set_up.choice.name],
        help_confirmed=confirmed_on(),
        help_lines=len(site_help_lines().lines),
        today=place.clock.today(),
    )


@blueprint.route("/settings/habits", methods=["GET", "POST"])
def habits() -> ResponseReturnValue:
    """Languages on cards, paper and time zone; no number means anything else by them."""
    form = HabitsForm()
    form.offer(LANGUAGES, [("", _zone_of_installation()), *ZONES.items()])
    if form.validate_on_submit():
        if _saved(form):
            flash(_("Saved."))
            return redirect(url_for("coordinator.settings"), 303)
    elif not form.is_submitted():
        with workplace().db.read() as session:
            stored = settings_of(session, my_site_id(), _codes())
        form.languages.data, form.paper.data = stored.languages.split(), stored.paper
        form.time_zone.data = stored.time_zone or ""
        form.remember(_values(stored))
    page = render_template("coordinator/settings_habits.html", form=form)
    return page, 422 if form.errors else 200


def my_habits() -> SiteSettings:
    """The habits of the visitor's site."""
    with workplace().db.read() as session:
        return settings_of(session, my_site_id(), _codes())


def value_in_words(what: str, value: str) -> str:
    """A stored value of a setting as people say it."""
    if what == BATCH:
        return str(BATCHES[value])
    if what == MONTHS:
        return str(LENGTHS[int(value)])
    if what == SHARES:
        return _("Yes") if value == "True" else _("No")
    return value


def zone_in_words(stored: SiteSettings) -> str:
    """The time zone of a site as people call it."""
    return str(ZONES.get(stored.time_zone or "", stored.time_zone or _zone_of_installation()))


def clock_at(stored: SiteSettings) -> Callable[[datetime], str]:
    """How a moment is told at a site: day and time in its time zone."""
    zone = ZoneInfo(stored.time_zone) if stored.time_zone else workplace().settings.zone

    def told(when: datetime) -> str:
        language = str(get_locale())
        here = when.astimezone(zone)
        day = format_date(here.date(), "medium", locale=language)
        return f"{day}, {format_time(here, 'short', tzinfo=zone, locale=language)}"

    return told


def _zone_of_installation() -> str:
    return _("As everywhere in this installation: %(zone)s", zone=workplace().settings.time_zone)


def _saved(form: HabitsForm) -> bool:
    with workplace().db.write() as session:
        stored = settings_of(session, my_site_id(), _codes())
        languages, zone = given(form.languages.data), form.time_zone.data or None
        if form.overtaken(_values(stored), (" ".join(languages), form.paper.data, zone)):
            form.languages.errors = [
                _(
                    "Somebody else has changed this page meanwhile. It now says: %(now)s. Look at"
                    " what you chose and save again.",
                    now=_in_words(stored),
                )
            ]
            return False
        save_habits(session, stored, languages=languages, paper=form.paper.data, time_zone=zone)
        note(session, "habits_changed")
    return True


def _values(stored: SiteSettings) -> tuple[str, str, str | None]:
    return stored.languages, stored.paper, stored.time_zone


def _in_words(stored: SiteSettings) -> str:
    return f"{_spoken(stored)}; {PAPERS[stored.paper]}; {zone_in_words(stored)}"


def _spoken(stored: SiteSettings) -> str:
    names = dict(LANGUAGES)
    return ", ".join(names[code] for code in stored.languages.split() if code in names)


def _codes() -> list[str]:
    return [code for code, _name in LANGUAGES]
