"""`{width=600}` behind an image, `{#id}` at a text's end, `{hide-from-toc}`: the imported dialect's attributes."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_BRACES = re.compile(r"\{[ \t]*([^{}\n]*?)[ \t]*\}")
_PAIR = re.compile(r"""([A-Za-z-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))|([.#][\w:.-]+)""")
_ANCHOR = re.compile(r"\{#([^\s{}]+)\}\s*\Z")
_MARKERS = frozenset({"hide-from-toc"})

# Known, and but for width of no use to a page that lays itself out.
_KEYS = frozenset(
    {
        "width",
        "height",
        "align",
        "zoomable",
        "target",
        "class",
        "modal",
        "rel",
        "border",
        "loading",
        "type",
    }
)


def parse_pairs(text: str) -> dict[str, str] | None:
    """`width="600" .shadow` -> {"width": "600"}; None if anything in it is unknown. text: without braces."""
    pairs: dict[str, str] = {}
    position = 0
    while position < len(text):
        found = _PAIR.match(text, position)
        if found is None or (found[1] and found[1].lower() not in _KEYS):
            return None
        if found[1]:
            pairs[found[1].lower()] = found[2] or found[3] or found[4] or ""
        position = found.end()
        while position < len(text) and text[position] in " \t,":
            position += 1
    return pairs


def parse_attributes_rule(state: StateInline, silent: bool) -> bool:  # noqa: PLR0911 - one return a reason to say no
    """Inline rule: braces that speak about what stands before them vanish into it; all others stay text."""
    if silent:
        return False
    found = _BRACES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if found[1] in _MARKERS:
        state.pos = found.end()
        while state.pos < state.posMax and state.src[state.pos] in " \t":
            state.pos += 1
        return True
    anchor = _ANCHOR.match(state.src, state.pos)
    if anchor is not None and state.level == 0:
        state.pending = state.pending.rstrip(" \t")
        state.push("anchor", "span", 0).attrs = {"id": anchor[1]}
        state.pos = state.posMax
        return True
    last = state.tokens[-1] if state.tokens and not state.pending else None
    if last is None or last.type not in {"image", "link_close"} or not found[1]:
        return False
    pairs = parse_pairs(found[1])
    if pairs is None:
        return False
    if last.type == "image" and "width" in pairs:
        last.attrs = {**last.attrs, "width": pairs["width"]}
    state.pos = found.end()
    return True
