"""Search as the browser does it, over the same files: plain, for tests, checks and `kbgen search`."""
