"""One source file alone: discover, front matter, Markdown, parse."""
