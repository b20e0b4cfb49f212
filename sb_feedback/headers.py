"""Headers on every response, errors and files included."""

from __future__ import annotations

import base64
import hashlib

from flask import Flask, Response, request

NO_FEATURES = "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def content_policy(
    *,
    style: str = "'self'",
    script: str = "'self'",
    pictures: str = "data:",
) -> str:
    """The content security policy: nothing from anywhere else, ever."""
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; connect-src 'self';"
        f" img-src {pictures}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def hash_source(text: str) -> str:
    """How a policy names one inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def set_headers(app: Flask, *, https: bool) -> None:
    """Put the headers on every response that does not bring its own."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", content_policy())
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = NO_FEATURES
        headers["X-Robots-Tag"] = "noindex, noarchive"
        if request.endpoint != "static":
            headers["Cache-Control"] = "no-store"
            headers.pop("ETag", None)
        if https:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response
