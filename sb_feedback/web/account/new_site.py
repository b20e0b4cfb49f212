"""Adding a site; what it is called, and whether it is counted together with another."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.sites import NewSiteForm
from forms.staff_fields import given
from sb_feedback.queue import wake
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.founding import add_named_site, sites_to_join
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not


@blueprint.route("/sites/new", methods=["GET", "POST"])
def new_site() -> ResponseReturnValue:
    """One page: everything else its coordinator sets."""
    form = _form()
    if form.validate_on_submit() and _added(form):
        wake(workplace())
        flash(_("The site is added. Next, invite its coordinator."))
        return redirect(url_for("account.sites"), 303)
    page = render_template("account/new_site.html", form=form)
    return page, 422 if form.errors else 200


def _form() -> NewSiteForm:
    with workplace().db.read() as session:
        sites = sites_to_join(session)
        names = [
            (site.id, site.name if site.scope.name == site.name else f"{site.scope.name}")
            for site in sites
        ]
    form = NewSiteForm()
    form.offer(names)
    return form


def _added(form: NewSiteForm) -> bool:
    place = workplace()
    try:
        with place.db.write() as session:
            add_named_site(
                session,
                name=given(form.name.data),
                with_site=form.with_site.data or None,
                pool=form.pool.data or "",
                today=place.clock.today(),
            )
            note(session, "site_added", site=given(form.name.data))
    except NotAllowed as refusal:
        form.name.errors = [why_not(refusal)]
        return False
    return True
