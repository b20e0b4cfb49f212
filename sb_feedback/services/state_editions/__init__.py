"""State editions: what they are made from, their documents, and their shelf."""
