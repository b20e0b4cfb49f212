"""After signing in nobody is sent to another site."""

from __future__ import annotations

import pytest

from sb_feedback.web.way_back import safe_path


@pytest.mark.parametrize("path", ["/", "/home", "/meetings/0a?still=yes", "/reports/2026-Q4?x=%2F"])
def test_a_path_of_this_site_is_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "home",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n//elsewhere.example",
        "/ok\\..\\",
        "javascript:alert(1)",
        "/\x00",
        "/home\r\nSet-Cookie: a=b",
    ],
)
def test_any_other_address_is_dropped(address: str | None) -> None:
    assert safe_path(address) is None
