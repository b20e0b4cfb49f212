"""Who may do what: the one place that decides it, for every page.

A view declares its rule with `allowed` or `public`; a view without a rule is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from flask import (
    Flask,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.local import LocalProxy

from sb_feedback.clock import Clock
from sb_feedback.models import User
from sb_feedback.models.account import ADMINISTRATOR, COORDINATOR, JUDGE
from sb_feedback.services.accounts import end_session, find_session, start_session, stay_signed_in
from sb_feedback.services.overview import is_sample
from sb_feedback.web.audience import RESPONDENTS
from sb_feedback.web.here import workplace

ROLES = (COORDINATOR, JUDGE, ADMINISTRATOR)
#: Where each role begins.
HOMES = {
    COORDINATOR: "coordinator.home",
    JUDGE: "reports.index",
    ADMINISTRATOR: "account.sites",
}
#: A session in use is noted at most this often: a page that only reads should not write.
NOTED_EVERY = timedelta(minutes=1)

_RULE = "access_rule"
_EVERYBODY = frozenset({"everybody"})
_View = TypeVar("_View", bound=Callable[..., object])


@dataclass(frozen=True, eq=False)
class Visitor(UserMixin):
    """Someone who has signed in, as the pages know them. Flask-Login's user id is the token."""

    id: str
    email: str
    role: str
    site_id: str | None
    site_name: str | None
    scope_id: str | None
    token: str = field(repr=False)

    def get_id(self) -> str:
        """What Flask-Login keeps in the signed cookie: the token and nothing else."""
        return self.token


def allowed(*roles: str) -> Callable[[_View], _View]:
    """Declare that a view is for these roles; to anybody else who has signed in it is not there."""

    def declare(view: _View) -> _View:
        setattr(view, _RULE, frozenset(roles))
        return view

    return declare


def public(view: _View) -> _View:
    """Declare that a view is for everybody."""
    setattr(view, _RULE, _EVERYBODY)
    return view


def rule_of(app: Flask, endpoint: str) -> frozenset[str] | None:
    """Who a page is for; None if nobody has said so."""
    if endpoint == "static" or endpoint.partition(".")[0] == RESPONDENTS:
        return _EVERYBODY
    return getattr(app.view_functions[endpoint], _RULE, None)


def is_public(rule: frozenset[str] | None) -> bool:
    """True if nobody has to sign in for it."""
    return rule == _EVERYBODY


def me() -> Visitor:
    """Who is signed in; only for pages that are not public."""
    return cast("Visitor", current_user)


def my_site_id() -> str:
    """The one site that this visitor works for; every query about a site is given this."""
    return me().site_id or abort(404)


def my_scope_id() -> str:
    """The site or pool that the visitor's site is reported with."""
    return me().scope_id or abort(404)


def my_home() -> str:
    """The address where this visitor begins."""
    return url_for(HOMES[me().role])


def let_in(user: User) -> None:
    """Begin a session with a token of its own; nothing from before the sign-in is kept."""
    let_out()
    with workplace().db.write() as rows:
        token = start_session(rows, user, moment())
    login_user(_load(token))


def let_out() -> None:
    """End the session here and in the browser."""
    token = session.get("_user_id")
    if token is not None:
        with workplace().db.write() as rows:
            end_session(rows, token)
    logout_user()
    session.clear()


def start_access(app: Flask) -> None:
    """Guard every page of an application."""
    manager = LoginManager()
    # A session is a row that can be ended; a second guess from address and browser adds nothing.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)
    app.before_request(_check)
    app.context_processor(_shown_to_staff)
    app.register_error_handler(CSRFError, _stale_form)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    rule = rule_of(current_app, request.endpoint)
    if is_public(rule):
        return None
    if not current_user.is_authenticated:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("account.sign_in", next=back))
    if rule is None or me().role not in rule:
        abort(404)
    return None


def _load(token: str) -> Visitor | None:
    place, now = workplace(), moment()
    with place.db.read() as rows:
        found = find_session(rows, token, now)
    if found is None:
        return None
    if now - found.seen_at >= NOTED_EVERY:
        with place.db.write() as rows:
            stay_signed_in(rows, token, now)
    user, site = found.user, found.user.site
    return Visitor(
        id=user.id,
        email=user.email,
        role=user.role,
        site_id=user.site_id,
        site_name=site.name if site else None,
        scope_id=site.scope_id if site else None,
        token=token,
    )


def moment() -> datetime:
    """Now, in real time: where the demo moves its calendar ahead, nobody is signed out by that."""
    return Clock().now()


def _shown_to_staff() -> dict[str, object]:
    # Both are looked up only if a page shows them, so that a survey page asks for neither.
    return {"visitor": current_user, "sample": LocalProxy(_is_sample)}


def _is_sample() -> bool:
    if "sample" not in g:
        with workplace().db.read() as rows:
            g.sample = is_sample(rows)
    return bool(g.sample)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return render_template("account/stale_form.html"), 400
