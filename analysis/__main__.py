"""`python -m analysis`: see `analysis.study`."""

from analysis.study.command import main

if __name__ == "__main__":
    raise SystemExit(main())
