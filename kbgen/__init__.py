"""kbgen compiles Markdown troubleshooting articles into a themed static help centre."""

__version__ = "0.1.0"
