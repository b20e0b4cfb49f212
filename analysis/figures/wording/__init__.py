"""What figures say: the words on them and their alternative texts, in both languages.

An alternative text is made from the same rows as the drawing, so it holds every number of it.
"""
