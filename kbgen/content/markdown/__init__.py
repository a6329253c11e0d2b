"""The Markdown dialect, one rule a file, on top of markdown-it-py."""
