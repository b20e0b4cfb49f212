"""How hard the words of respondent pages are to read."""
