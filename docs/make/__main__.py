"""`python -m docs.make`: write every generated file and block again."""

from docs.make.made import DOCS, leftovers, made


def main() -> None:
    """Write what the code makes now, and remove figures that it no longer makes."""
    files = made()
    for name, text in files.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in leftovers(files):
        path.unlink()


if __name__ == "__main__":
    main()
