"""One module for each kind of page: what it shows, and how it is put together."""
