"""Mail to the members of a team, over real connections to a real mail server."""
