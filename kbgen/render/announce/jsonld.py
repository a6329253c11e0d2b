"""JSON-LD as it stands in a page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kbgen.render.theme.environment import Markup

Thing = Mapping[str, object]
"""Something of schema.org: `@type` and its properties."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_things(things: Sequence[Thing]) -> Markup:
    """The content of a `<script type="application/ld+json">`, which nothing in it can end; empty for no things."""
    if not things:
        return Markup()
    whole: Thing = {"@context": "https://schema.org", "@graph": list(things)}
    return Markup(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
