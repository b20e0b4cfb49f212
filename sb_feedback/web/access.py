"""The guard of every page: who is signed in, and whether the table of rules lets them in.

`rules` says who may do what; a page without a line there is shown to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from flask import (
    Flask,
    abort,
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

from forms.staff import SignInForm
from sb_feedback.clock import Clock
from sb_feedback.models import User
from sb_feedback.models.account import COORDINATOR
from sb_feedback.services.accounts import (
    IDLE,
    choose_language,
    end_session,
    find_session,
    has_second_step,
    start_session,
    stay_signed_in,
)
from sb_feedback.services.overview import ComingClosing, coming_closing, is_sample
from sb_feedback.services.second_step import MUST_HAVE
from sb_feedback.web.here import workplace
from sb_feedback.web.kept_form import KeptForm, mark_of, sent_form
from sb_feedback.web.rules import ACCOUNT, HOMES, RULES, SCOPE, SITE, STATE, TEAM, Rule, Sees
from sb_feedback.web.staff_language import chosen_language, remember_language

#: A session in use is noted at most this often: a page that only reads should not write.
NOTED_EVERY = timedelta(minutes=1)
#: So long before an unused session ends its pages say so; the last use may be noted late.
WARNED = timedelta(minutes=2)
WARN_AFTER = IDLE - NOTED_EVERY - WARNED
_MINUTE = timedelta(minutes=1)

_NOBODY = Rule()
_SAY_IT_THEMSELVES = ("coordinator.home", "coordinator.period")


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
    has_code: bool = False

    @property
    def must_set_up_code(self) -> bool:
        """True where a second step is due; the demo signs anybody in and asks for none."""
        return not (self.has_code or workplace().settings.is_demo) and self.role in MUST_HAVE

    def get_id(self) -> str:
        """What Flask-Login keeps in the signed cookie: the token and nothing else."""
        return self.token


def rule_of(endpoint: str) -> Rule:
    """Who a page is for; nobody if the table has no line for it."""
    return RULES.get(endpoint, _NOBODY)


def me() -> Visitor:
    """Who is signed in; only for pages that are not public."""
    return cast("Visitor", current_user)


def my_site_id() -> str:
    """The one site that this visitor works for; every query about a site is given this."""
    return _mine(SITE, me().site_id)


def my_team_site_id() -> str:
    """The site of the team that this visitor works for."""
    return _mine(TEAM, me().site_id)


def my_scope_id() -> str:
    """The site or pool that the visitor's site is reported with."""
    return _mine(SCOPE, me().scope_id)


def my_site_or_all() -> str | None:
    """The visitor's site; None for those whom the page shows all sites."""
    return None if STATE in _sees() else my_site_id()


def _sees() -> Sees:
    """What the page in hand shows to this visitor."""
    return rule_of(request.endpoint or "").sees[me().role]


def _mine(thing: Sees, its_id: str | None) -> str:
    """Its id, on a page whose line in the table says that this role sees such a thing."""
    if thing not in _sees():
        raise LookupError(f"the rule of {request.endpoint} does not say that it shows {thing}")
    return its_id or abort(404)


def my_home() -> str:
    """The address where this visitor begins."""
    return url_for(HOMES[me().role])


def let_in(user: User) -> None:
    """Begin a session with a token of its own; of what was before, only the language is kept."""
    chosen = chosen_language()
    let_out()
    with workplace().db.write() as rows:
        token = start_session(rows, user, moment())
        if chosen is not None:
            choose_language(rows, user.id, chosen)
    login_user(_load(token))
    remember_language(chosen or user.language)


def let_out() -> None:
    """End the session here and in the browser."""
    token = session.get("_user_id")
    if token is not None:
        with workplace().db.write() as rows:
            end_session(rows, token)
    logout_user()
    session.clear()
    # Else a form that is shown in this same request would bear the token of before.
    g.pop("csrf_token", None)


def start_access(app: Flask) -> None:
    """Guard every page of an application."""
    manager = LoginManager()
    # A session is a row that can be ended; a second guess from address and browser adds nothing.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)
    app.before_request(_check)
    app.context_processor(_shown_to_staff)
    app.jinja_env.globals["typed_in"] = _typed_in
    app.register_error_handler(CSRFError, _stale_form)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    rule = rule_of(request.endpoint)
    if rule.public:
        return None
    if not current_user.is_authenticated:
        kept = sent_form()
        if kept is not None:
            return _sign_in_with(kept)
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("account.sign_in", next=back))
    sees = rule.sees.get(me().role) or abort(404)
    if me().must_set_up_code and sees != ACCOUNT:
        return redirect(url_for("account.app"))
    return None


def offer_again(kept: KeptForm) -> str:
    """The page that sends a kept form when its account says so."""
    return render_template("account/kept_form.html", kept=kept, home=my_home())


def _sign_in_with(kept: KeptForm) -> ResponseReturnValue:
    """Ask to sign in, with the form that was typed in hidden fields of that page."""
    form = SignInForm(formdata=None)
    return render_template("account/sign_in.html", form=form, back=None, kept=kept), 401


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
        has_code=has_second_step(user),
    )


def moment() -> datetime:
    """Now, in real time: where the demo moves its calendar ahead, nobody is signed out by that."""
    return Clock().now()


def _shown_to_staff() -> dict[str, object]:
    # All are looked up only if a page shows them, so that a survey page asks for none.
    return {
        "visitor": current_user,
        "sample": LocalProxy(_is_sample),
        "session_end": {"warn_after": WARN_AFTER.seconds, "minutes": WARNED // _MINUTE},
        "coming_closing": LocalProxy(_coming_closing),
    }


def _coming_closing() -> ComingClosing | None:
    """The closing to announce to a coordinator; two pages say more about it themselves."""
    if not current_user.is_authenticated or request.endpoint in _SAY_IT_THEMSELVES:
        return None
    site_id = me().site_id
    if me().role != COORDINATOR or site_id is None:
        return None
    if "coming_closing" not in g:
        with workplace().db.read() as rows:
            g.coming_closing = coming_closing(rows, site_id, workplace().clock.today())
    return cast("ComingClosing | None", g.coming_closing)


def _is_sample() -> bool:
    if "sample" not in g:
        with workplace().db.read() as rows:
            g.sample = is_sample(rows)
    return bool(g.sample)


def _typed_in() -> str:
    """The mark of the account that a form is shown in."""
    return mark_of(me().id) if current_user.is_authenticated else ""


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    kept = sent_form()
    if kept is not None and not current_user.is_authenticated:
        return _sign_in_with(kept)
    if kept is not None and kept.is_of(me().id, me().role):
        return offer_again(kept), 400
    return render_template("account/stale_form.html"), 400
