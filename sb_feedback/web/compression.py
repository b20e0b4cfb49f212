"""Makes respondent pages small on the wire, for phones on weak networks.

Compression can leak a secret that stands beside reflected input (BREACH, 2013) where the secret
stays the same over many requests. A survey page holds no cookie's value, no code and no text that
a request brought; its one-time number is new for each page. Staff pages are not compressed here.
"""

from __future__ import annotations

import gzip

from flask import Response, request

LEVEL = 6


def compress(response: Response) -> Response:
    """The response compressed, if the browser can read that."""
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
