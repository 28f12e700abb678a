"""A case of one's own: six plain questions, family defaults, and coded records turned into draft statements."""
