"""State editions at work: from ledgers of many scopes to pages and files."""
