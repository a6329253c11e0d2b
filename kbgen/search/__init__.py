"""Finding articles: what is related, and the index."""
