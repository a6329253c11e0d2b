"""Pages that work from a folder: no server that finds `index.html`, no root that links could start from.

Works on finished HTML, in which kbgen quotes every attribute and escapes every quote in text: templates of other
themes get it for nothing.
"""

from __future__ import annotations

import posixpath
import re

# Attributes that hold one address, or in `srcset` several with their widths, that begins at the site's root.
_ADDRESS = re.compile(r'(\s(?:href|src|action|poster)=")(/(?!/)[^"]*)(")')
_SET = re.compile(r'(\ssrcset=")([^"]*)(")')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; url=)(/(?!/)[^"]*)(")')
# Browsers count every file as an origin of its own, so that 'self' would forbid the page its own style sheet.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')


def make_offline(html: str, page: str, prefix: str) -> str:
    """The page with relative addresses that end in `index.html`.

    page: its path below the output. prefix: path of the site's URL, `/help` or empty.
    """
    folder = posixpath.dirname(page)

    def relative(url: str) -> str:
        return relative_address(url, folder, prefix)

    html = _POLICY.sub("", html)
    html = _ADDRESS.sub(lambda found: found[1] + relative(found[2]) + found[3], html)
    html = _REFRESH.sub(lambda found: found[1] + relative(found[2]) + found[3], html)
    return _SET.sub(lambda found: found[1] + _relative_set(found[2], folder, prefix) + found[3], html)


def relative_address(url: str, folder: str, prefix: str) -> str:
    """A root-relative URL as seen from a folder of the output; the file that a server would find is named."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]  # matches any text
    if prefix and path != prefix and not path.startswith(f"{prefix}/"):
        return url
    below = path.removeprefix(prefix).lstrip("/")
    if not below or below.endswith("/"):
        below += "index.html"
    return posixpath.relpath(below, folder or ".") + mark + rest


def _relative_set(candidates: str, folder: str, prefix: str) -> str:
    parts = []
    for candidate in candidates.split(", "):
        url, space, width = candidate.partition(" ")
        local = url.startswith("/") and not url.startswith("//")
        parts.append((relative_address(url, folder, prefix) if local else url) + space + width)
    return ", ".join(parts)
