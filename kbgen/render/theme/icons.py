"""Icons: a theme's drawings, one file for all of them, put into pages and style sheets where they are shown."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup

from kbgen.errors import ThemeError

FILE = "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z][a-z0-9-]*)">(.*?)</symbol>', re.DOTALL)
_STROKE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
_SAFE = " =:/,()"


def parse_icons(text: str, path: str) -> dict[str, str]:
    """Id -> drawing of every `<symbol id="...">` of an icons.svg. Raises ThemeError if one cannot be read.

    Drawings are made for a view box of 24 by 24, to be stroked in the text's colour.
    """
    found = dict(_SYMBOL.findall(text))
    if len(found) < text.count("<symbol"):
        raise ThemeError(
            "not every icon can be read",
            path=path,
            hint='Write each as <symbol id="name">...</symbol>, each name once and in lower case.',
        )
    return {name: drawing.strip() for name, drawing in found.items()}


def draw_icon(drawing: str) -> Markup:
    """The icon as part of a page, silent to screen readers: the words beside it say the same.

    It stands in the page itself, since a browser that opens pages from a folder fetches no drawing from another file.
    """
    # The drawing is the theme's, which may put anything into a page anyway.
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>')  # noqa: S704  # see above


def icon_address(drawing: str) -> str:
    """The icon as a data: URL, for masks in style sheets."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' {_STROKE}>{drawing}</svg>"
    return "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=_SAFE + "'<>")
