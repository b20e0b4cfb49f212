"""Notes: whether a site wants them, reading and hiding, and what is shown of them."""
