"""Pictures that stand for a site, made of its title and its accent colour: icons, and the card that goes with links.

Drawing takes a tenth of a second and needs Pillow, so what was drawn is kept. A picture's published name comes from
what it is made of, not from its bytes: pages need not wait for it, and are the same whichever Pillow draws it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from kbgen.errors import ConfigError
from kbgen.render.announce.announced import is_announced
from kbgen.render.brand.paint import is_light, read_colour, write_hex
from kbgen.render.brand.picture_cache import keep_picture, read_picture
from kbgen.render.theme.static import StaticFile, name_file
from kbgen.site.urls import ASSETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import BuildOptions, Config
    from kbgen.render.brand.paint import Colour
    from kbgen.render.theme.chain import Theme

FAVICON, ICON, DARK_ICON = "favicon.ico", "icon.svg", "icon-dark.svg"
TOUCH_ICON, CARD = "touch-icon.png", "card.png"
"""Names that templates know the pictures by; a theme with a file of that name brings its own."""
CARD_SIZE = (1200, 630)
# Raise when the drawing changes: pictures under old names are never drawn again.
_DRAWING = 1
_TOUCH_SIDE = 180
_ACCENT: Colour = (11, 98, 117)  # for a theme without a token of that name
_MARK = (
    '<path d="M10.5 12.2a5.5 5.5 0 1 1 8.2 4.8c-1.8 1-2.7 1.9-2.7 3.7" fill="none" stroke="{ink}" stroke-width="3.4" '
    'stroke-linecap="round"/><circle cx="16" cy="25.6" r="2.1" fill="{ink}"/>'
)
_LETTER = (
    '<text x="16" y="16.5" fill="{ink}" font-family="system-ui,-apple-system,Segoe UI,Roboto,sans-serif" '
    'font-size="21" font-weight="700" text-anchor="middle" dominant-baseline="central">{letter}</text>'
)


class Drawing(NamedTuple):
    """All that a picture is made of. font: a font file's path, or empty."""

    kind: Literal["icon", "favicon", "card"]
    words: str
    initial: str
    host: str
    accent: Colour
    font: str

    def name(self, font: bytes) -> str:
        """Hex digits that name the picture. font: the file's bytes."""
        return hashlib.sha256(repr((_DRAWING, self[:5], hashlib.sha256(font).hexdigest())).encode()).hexdigest()


def card_name(language: str) -> str:
    """The name that templates know a language's card by."""
    return f"card-{language}.png"


def draws_card(config: Config, theme: Theme) -> bool:
    """Whether the site's cards are drawn: neither it nor its theme brings one."""
    return not config.site.card and CARD not in theme.static


def build_brand(
    theme: Theme,
    config: Config,
    options: BuildOptions,
    titles: Mapping[str, str],
    own: Mapping[str, StaticFile],
    cache_dir: str,
) -> dict[str, StaticFile]:
    """The pictures by name. titles: of the site, by language. own: the theme's published files, which take precedence.

    cache_dir: where drawings are kept. Raises ConfigError for a picture or font of kbgen.toml that cannot be read.
    """
    tokens = theme.tokens
    accent = read_colour(tokens.light.get("accent", ""), tokens.light) or _ACCENT
    font = _read("card_font", config.site.card_font, config) if config.site.card_font else b""
    initial = find_initial(config.site.title)
    files: dict[str, StaticFile] = {}
    if ICON not in own:
        files[ICON] = name_file(ICON, ICON, write_icon(initial, accent).encode(), config.prefix)
    if DARK_ICON not in own and ICON in own:
        files[DARK_ICON] = replace(own[ICON], name=DARK_ICON)
    elif DARK_ICON not in own:
        dark = read_colour(tokens.dark.get("accent", ""), {**tokens.light, **tokens.dark}) or accent
        files[DARK_ICON] = name_file(DARK_ICON, ICON, write_icon(initial, dark).encode(), config.prefix)
    if TOUCH_ICON not in own:
        drawing = Drawing("icon", "", initial, "", accent, config.site.card_font)
        files[TOUCH_ICON] = _publish(drawing, TOUCH_ICON, "touch-icon.png", font, config, cache_dir)
    drawing = Drawing("favicon", "", initial, "", accent, config.site.card_font)
    data = own[FAVICON].data if FAVICON in own else _draw_once(drawing, font, config, cache_dir)
    # Browsers ask for this one by its name, whatever the page says.
    files[FAVICON] = StaticFile(FAVICON, f"{config.prefix}/{FAVICON}", FAVICON, data)
    if is_announced(options) and config.site.url:
        files |= _build_cards(config, titles, own, accent, font, cache_dir)
    return files


def find_initial(title: str) -> str:
    """The first letter or digit of a title as a capital; empty if it has none, or none that stands alone."""
    first = next((char for char in title if char.isalnum()), "")
    return first.upper() if len(first.upper()) == 1 else first


def write_icon(initial: str, accent: Colour) -> str:
    """The icon as SVG, without a style sheet: the policy that files are served with forbids it."""
    sign = (_LETTER if initial else _MARK).format(ink="#000" if is_light(accent) else "#fff", letter=initial)
    square = f'<rect width="32" height="32" rx="8" fill="{write_hex(accent)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{square}{sign}</svg>\n'


def _build_cards(
    config: Config,
    titles: Mapping[str, str],
    own: Mapping[str, StaticFile],
    accent: Colour,
    font: bytes,
    cache_dir: str,
) -> dict[str, StaticFile]:
    brought = own.get(CARD)
    if config.site.card:
        brought = name_file(CARD, config.site.card, _read("card", config.site.card, config), config.prefix)
    host = urlsplit(config.site.url).hostname or ""
    files = {}
    for language, title in titles.items():
        name = card_name(language)
        if brought is not None:
            files[name] = replace(brought, name=name)
        else:
            shown = host if host.isascii() else ""
            drawing = Drawing("card", title, find_initial(title), shown, accent, config.site.card_font)
            files[name] = _publish(drawing, name, "card.png", font, config, cache_dir)
    return files


def _publish(drawing: Drawing, name: str, path: str, font: bytes, config: Config, cache_dir: str) -> StaticFile:
    stem, dot, suffix = path.partition(".")
    output = f"{ASSETS}/{stem}-{drawing.name(font)[:8]}{dot}{suffix}"
    return StaticFile(name, f"{config.prefix}/{output}", output, _draw_once(drawing, font, config, cache_dir))


def _draw_once(drawing: Drawing, font: bytes, config: Config, cache_dir: str) -> bytes:
    path = os.path.join(cache_dir, drawing.name(font))
    found = read_picture(path)
    if found is not None:
        return found
    data = _draw(drawing, font, config)
    keep_picture(path, data)
    return data


def _draw(drawing: Drawing, font: bytes, config: Config) -> bytes:
    from kbgen.render.brand.emblem import draw_card, draw_favicon, draw_icon

    kind, words, initial, host, accent, _ = drawing
    try:
        if kind == "icon":
            return draw_icon(initial, accent, _TOUCH_SIDE, rounded=False, font=font)
        if kind == "favicon":
            return draw_favicon(initial, accent, font)
        return draw_card(words, initial, host, accent, CARD_SIZE, font)
    except OSError as error:
        raise ConfigError(
            f"the font {drawing.font} cannot be used: {error}",
            path=config.file or "kbgen.toml",
            hint="`[site] card_font` names a TrueType or OpenType font file: .ttf, .otf or .ttc.",
        ) from None


def _read(key: str, path: str, config: Config) -> bytes:
    try:
        return (Path(config.folder) / path).read_bytes()
    except OSError as error:
        raise ConfigError(
            f"the file {path} cannot be read: {error.strerror}",
            path=config.file or "kbgen.toml",
            hint=f"`[site] {key}` is a path relative to the folder of kbgen.toml.",
        ) from None
