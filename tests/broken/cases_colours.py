"""Colours of kbgen.toml and of a site's own theme that cannot be read, or not be worked out."""

from __future__ import annotations

from tests.broken.case import Case
from tests.sites import CONFIG

LINE = CONFIG.count("\n") + 3


def coloured(name, code, settings, *says, line=LINE, **more):
    """A case of settings under [theme]."""
    return Case(name, code, "warning", "kbgen.toml", line, says, config=f"[theme]\n{settings}", **more)


MINE = 'name = "mine"\n\n[tokens.ink]\ndefault = "#9a9a9a"\n'
CASES = (
    coloured("grey text", "contrast-low", 'ink_soft = "#aaa"\n', "`ink_soft` on `", "in light mode", "has to be 4.5", "ink_soft = "),
    coloured("dark text in the dark", "contrast-low", 'ink = "#000"\nink_dark = "#555"\n', "in dark mode", "has to be 7", 'ink_dark = "#', line=LINE + 1),
    coloured("grey page", "contrast-low", 'surface = "#777"\n', "in light mode", "The nearest colour that can be read"),
    coloured("button", "contrast-low", 'on_accent = "#aaa"\n', "`on_accent` on `accent`", "on_accent = "),
    coloured("no colour", "colour-unknown", 'accent = "blurple"\n', "the colour accent = blurple", "#0b6e7f"),
    coloured("the system's colour", "colour-unknown", 'surface = "canvas"\n', "surface = canvas", "cannot be checked"),
    coloured("circle", "colour-unknown", 'accent = "var(--kb-accent-ink)"\naccent_ink = "var(--kb-accent)"\n', "var(--kb-accent-ink)", "#0b6e7f"),
    Case("a theme's own", "contrast-low", "warning", "themes/mine/theme.toml", 3, ("`ink` on `", "ink = "), {"themes/mine/theme.toml": MINE}, config='[theme]\nname = "mine"\n'),
)  # fmt: skip
