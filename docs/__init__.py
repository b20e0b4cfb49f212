"""What there is to read; `python -m docs.make` makes the parts that come from the code."""
