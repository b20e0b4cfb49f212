"""The roster of a team: by hand, from a file, and what a change does to its mail."""
