"""The reviewer's pages: notes to read, ten at a time; keep, hide a part, hide, undo; then show."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.notes import PartForm
from sb_feedback.models.note import HIDDEN, KEPT, READING, SHOWN
from sb_feedback.services.notes.choice import notes_settings
from sb_feedback.services.notes.masking import NotAPart, suggestions, without
from sb_feedback.services.notes.reading import (
    LISTS,
    UNREAD,
    WrittenNote,
    batch_at,
    batches_of,
    keep_part,
    notes_in,
    say_of,
    show_notes,
    shown_in,
    take_off,
)
from sb_feedback.web.access import my_site_id
from sb_feedback.web.acts import note as note_act
from sb_feedback.web.here import workplace
from sb_feedback.web.notes.blueprint import blueprint
from sb_feedback.web.notes.words import KINDS

#: What the buttons of a note say of it.
SAID = {"keep": KEPT, "hide": HIDDEN, "undo": UNREAD}


@blueprint.get("/notes")
def index() -> ResponseReturnValue:
    """Every closing that had notes, the newest first."""
    with workplace().db.read() as session:
        batches = batches_of(session, my_site_id())
        settings = notes_settings(session, my_site_id())
    return render_template("notes/index.html", batches=batches, settings=settings, kinds=KINDS)


@blueprint.get("/notes/<batch>")
def read(batch: str) -> ResponseReturnValue:
    """The notes of one closing: those to read, or those that were kept or hidden."""
    return _page(batch)


@blueprint.post("/notes/<batch>/<row:note>")
def say(batch: str, note: str) -> ResponseReturnValue:
    """Keep a note, hide a part of it, hide it, or undo that."""
    do, place = request.form.get("do", ""), workplace()
    if do == "part":
        return _say_part(batch, note)
    if do not in SAID:
        abort(400)
    with place.db.write() as session:
        say_of(session, my_site_id(), batch, note, SAID[do])
    return _back_to_the_list(batch)


@blueprint.post("/notes/<batch>/show")
def show(batch: str) -> ResponseReturnValue:
    """Show what was kept, and destroy the notes; a second press changes nothing."""
    place = workplace()
    with place.db.write() as session:
        was = batch_at(session, my_site_id(), batch)
        show_notes(session, place.note_keys, my_site_id(), batch)
        if was.state == READING:
            note_act(session, "notes_shown", period=was.term.label)
    return redirect(url_for("notes.read", batch=batch), 303)


@blueprint.post("/notes/<batch>/shown/<row:shown>")
def off(batch: str, shown: str) -> ResponseReturnValue:
    """Take a note off the page of the site."""
    with workplace().db.write() as session:
        was = batch_at(session, my_site_id(), batch)
        take_off(session, my_site_id(), batch, shown)
        note_act(session, "note_taken_off", period=was.term.label)
    flash(_("The note is no longer shown."))
    return redirect(url_for("notes.read", batch=batch), 303)


def _say_part(batch: str, note: str) -> ResponseReturnValue:
    place, form = workplace(), PartForm(prefix=note)
    if form.validate():
        try:
            with place.db.write() as session:
                keep_part(session, place.note_keys, my_site_id(), batch, note, form.rest.data or "")
            return _back_to_the_list(batch)
        except NotAPart as fault:
            form.rest.errors = [
                _(
                    "You can only take words out. The note does not have “%(piece)s” there.",
                    piece=fault.piece,
                )
            ]
    return _page(batch, faulty=(note, form)), 422


def _back_to_the_list(batch: str) -> ResponseReturnValue:
    address = url_for("notes.read", batch=batch, chosen=_chosen(), page=_number())
    return redirect(address, 303)


def _chosen() -> str:
    chosen = request.args.get("chosen", "unread")
    return chosen if chosen in LISTS else "unread"


def _number() -> int:
    return request.args.get("page", 1, type=int)


def _page(period_id: str, faulty: tuple[str, PartForm] | None = None) -> str:
    place = workplace()
    with place.db.read() as session:
        batch = batch_at(session, my_site_id(), period_id)
        notes = notes_in(session, place.note_keys, period_id, _chosen(), _number())
        shown = shown_in(session, period_id) if batch.state == SHOWN else []
    faults = dict([faulty]) if faulty else {}
    return render_template(
        "notes/read.html",
        batch=batch,
        notes=notes,
        chosen=_chosen(),
        shown=shown,
        kinds=KINDS,
        marked={note.id: list(_marked(note.words or "")) for note in notes.rows},
        forms={note.id: faults.get(note.id) or _form_of(note) for note in notes.rows},
        fault=next(iter(faults.values()), None),
    )


def _form_of(note: WrittenNote) -> PartForm:
    words = note.words or ""
    copy = note.rest or without(words, suggestions(words))
    return PartForm(formdata=None, prefix=note.id, data={"rest": copy})


def _marked(words: str) -> Iterator[tuple[str, bool]]:
    """The note in pieces, and whether each is suggested to be hidden."""
    end = 0
    for start, stop in suggestions(words):
        yield words[end:start], False
        yield words[start:stop], True
        end = stop
    yield words[end:], False
