"""The name of a period on the axis of a chart; on its own, since words need it without a chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A period on the axis: its short name and the line below it (the year), which may repeat."""

    name: str
    below: str = ""
