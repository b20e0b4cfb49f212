"""What importing the package costs, and that it is ours."""

import subprocess
import sys
from pathlib import Path

import pytest

import analysis
from analysis import statistics

ROOT = Path(__file__).parents[3]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in ("analysis", "analysis/pool", "analysis/statistics")
    for path in (ROOT / folder).glob("*.py")
    if not path.stem.startswith("__")
)


def test_the_package_is_ours() -> None:
    assert Path(analysis.__file__).parent == ROOT / "analysis"


def test_the_numbers_load_neither_matplotlib_nor_scipy() -> None:
    program = (
        f"import sys, analysis, {', '.join(MODULES)}\n"
        "print([name for name in ('matplotlib', 'scipy', 'typst', 'xlsxwriter', 'flask',"
        " 'sqlalchemy') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_statistics_can_be_imported_from_the_package() -> None:
    for name in statistics.__all__:
        assert getattr(analysis, name) is getattr(statistics, name)
        assert name in dir(analysis)


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(AttributeError, match="no attribute 'alfa'"):
        _ = analysis.alfa


def test_pages_need_not_load_numpy() -> None:
    program = "import sys, analysis; print('numpy' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
