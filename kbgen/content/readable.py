"""Titles for what has none: the name of a file or folder, made readable."""

from __future__ import annotations

import re

_ACRONYMS = re.compile(r"\b(?:api|faq|sdk|sso|url|vat|vpn)s?\b", re.IGNORECASE)


def readable_title(path: str) -> str:
    """A folder's name, or a file's without suffix, as a title: `a/known-issues` -> `Known issues`, `faq` -> `FAQ`."""
    name = " ".join(path.rpartition("/")[2].replace("-", " ").replace("_", " ").split())
    name = _ACRONYMS.sub(lambda found: found[0][:3].upper() + found[0][3:], name)
    return name[:1].upper() + name[1:]
