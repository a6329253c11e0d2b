"""Text for HTML."""


def escape(text: str) -> str:
    """Text for HTML and XML, in elements and in double-quoted attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
