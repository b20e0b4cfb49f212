"""Where the pages of help are collected."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("help", __name__)
