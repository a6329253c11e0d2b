"""The Markdown text that lies beside every article page."""
