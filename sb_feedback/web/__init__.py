"""Pages, one package per audience."""

from __future__ import annotations

from flask import Flask

from sb_feedback.web.access import start_access
from sb_feedback.web.errors import register_error_pages
from sb_feedback.web.extensions import csrf, start_extensions
from sb_feedback.web.row_id import teach_row_ids


def register(app: Flask) -> None:
    """All pages of the product."""
    from sb_feedback.web import (
        account,
        actions,
        coordinator,
        guidance,
        notes,
        reports,
        survey,
        team,
    )
    from sb_feedback.web.interface import interface_language
    from sb_feedback.web.staff_language import start_languages

    start_extensions(app, interface_language)
    start_languages(app)
    csrf.exempt(survey.blueprint)
    register_error_pages(app)
    start_access(app)
    teach_row_ids(app)
    for audience in (survey, account, coordinator, actions, reports, team, notes, guidance):
        app.register_blueprint(audience.blueprint)
    app.register_blueprint(reports.brief.blueprint)
    if app.extensions["workplace"].settings.is_demo:
        from sb_feedback.web import demo

        app.register_blueprint(demo.blueprint)
