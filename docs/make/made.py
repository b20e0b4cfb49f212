"""All that is generated: whole files (figures) and blocks inside the documents."""

from collections.abc import Mapping
from pathlib import Path

from docs.make.blocks import filled
from docs.make.figures import FOLDER, gallery
from docs.make.tables import TABLES

DOCS = Path(__file__).parents[1]


def made() -> dict[str, str]:
    """File name inside docs/ -> its text as the code makes it now."""
    entries = gallery()
    files = {name: svg for entry in entries for name, svg in entry.files().items()}
    blocks = {entry.key: entry.text() for entry in entries}
    tables = {name: table() for name, table in TABLES.items()}
    for name, content in (("gallery.md", blocks), ("methods.md", tables), ("formulas.md", tables)):
        files[name] = filled((DOCS / name).read_text(encoding="utf-8"), content)
    return files


def leftovers(files: Mapping[str, str]) -> list[Path]:
    """Stored figures that the code no longer makes."""
    return [
        path
        for path in sorted((DOCS / FOLDER).glob("*.svg"))
        if path.relative_to(DOCS).as_posix() not in files
    ]
