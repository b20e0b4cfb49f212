"""The respondent's side, through the client of a browser without JavaScript."""
