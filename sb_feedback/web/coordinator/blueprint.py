"""Where the coordinator's pages are collected."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("coordinator", __name__)
