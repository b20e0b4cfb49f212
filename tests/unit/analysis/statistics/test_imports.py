"""The names are exported, and importing them is cheap."""

import subprocess
import sys
from pathlib import Path

import analysis.statistics

ROOT = Path(__file__).parents[4]


def test_every_name_exists_and_is_explained() -> None:
    assert len(set(analysis.statistics.__all__)) == len(analysis.statistics.__all__)
    for name in analysis.statistics.__all__:
        assert getattr(analysis.statistics, name).__doc__


def test_importing_loads_no_scipy() -> None:
    program = "import sys, analysis.statistics\nprint('scipy' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
