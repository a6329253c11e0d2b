"""The order in which sections and articles are shown."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.model import Article

_DIGITS = re.compile(r"([0-9]+)")

Natural = tuple[tuple[int, int, str], ...]
OrderKey = tuple[float, float, Natural, str]


def natural_key(text: str) -> Natural:
    """A key that sorts regardless of case, and numbers by value, the same on every machine."""
    folded = text.casefold()
    if not _DIGITS.search(folded):
        return ((1, 0, folded),)
    return tuple(
        (0, len(part.lstrip("0")), part.lstrip("0")) if part[0] in "0123456789" else (1, 0, part)
        for part in _DIGITS.split(folded)
        if part
    )


def order_key(title: str, article: Article | None, path: str, nav: float = math.inf) -> OrderKey:
    """Where something stands among its siblings: [nav] order, then `order`, then title, then path.

    nav: its place in [nav] order, infinite if it is not named there.
    """
    order = article.meta.order if article is not None else None
    return (nav, math.inf if order is None else order, natural_key(title), path)
