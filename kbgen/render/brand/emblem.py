"""Draws what stands for a site in pictures: its initial or a question mark, as icons and as the card of a link.

Everything is drawn at twice its size and made smaller, which is how Pillow gets smooth edges.
"""

from __future__ import annotations

import io
import math
import struct
import unicodedata
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from kbgen.render.brand.lettering import Lettering
from kbgen.render.brand.paint import is_light, mix

if TYPE_CHECKING:
    from kbgen.render.brand.paint import Colour

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
_FINE = 2
_MARGIN = 88
_SIZES = (112, 100, 90, 80, 72, 64, 56)
_MOST_LINES = 3
_MOST_LETTERS = 300  # more than fit on a card in the smallest type
_LEADING = 1.14
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm"})  # never begins a line: 。）ー


def draw_icon(initial: str, accent: Colour, side: int, *, rounded: bool, font: bytes = b"") -> bytes:
    """A square PNG of `side` pixels. rounded: with round corners, on nothing."""
    image = Image.new("RGBA", (side * 4, side * 4), (*accent, 0 if rounded else 255))
    draw = ImageDraw.Draw(image)
    if rounded:
        draw.rounded_rectangle((0, 0, side * 4 - 1, side * 4 - 1), radius=side, fill=(*accent, 255))
    _draw_mark(draw, initial, 0, 0, side * 4, _ink_on(accent), _choose(initial, font))
    return _encode(image.reduce(4) if rounded else image.convert("RGB").reduce(4))


def draw_favicon(initial: str, accent: Colour, font: bytes = b"") -> bytes:
    """An ICO file that holds one PNG of 32 pixels, as all browsers of the last ten years read it."""
    data = draw_icon(initial, accent, 32, rounded=True, font=font)
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(data), 22) + data


def draw_card(title: str, initial: str, host: str, accent: Colour, size: tuple[int, int], font: bytes = b"") -> bytes:
    """A PNG with the title, or without words where no font can write it. host: shown below, plain ASCII."""
    width, height = size[0] * _FINE, size[1] * _FINE
    title = title[:_MOST_LETTERS]
    ink = _ink_on(accent)
    image = Image.new("RGB", (width, height), accent)
    draw = ImageDraw.Draw(image)
    lettering = _choose(title, font)
    centre = (round(width * 0.94), round(height * 0.5)) if lettering else (width // 2, round(height * 0.45))
    for step, radius in enumerate((0.98, 0.72, 0.46), 1):
        reach = radius * height
        box = (centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach)
        draw.ellipse(box, fill=mix(accent, ink, 0.055 * step))
    soft = mix(accent, ink, 0.72)
    plain = Lettering()
    if lettering is None:
        side = round(height * 0.34)
        _draw_badge(draw, initial, centre[0] - side // 2, centre[1] - side // 2, side, accent, font)
        there = (width - plain.width(host, 34 * _FINE)) / 2
        plain.write(draw, there, height - _MARGIN * _FINE, host, 34 * _FINE, soft)
        return _encode(image.reduce(_FINE))
    margin = _MARGIN * _FINE
    _draw_badge(draw, initial, margin, margin, 76 * _FINE, accent, font)
    plain.write(draw, margin, height - margin, host, 34 * _FINE, soft)
    below = height - margin - (84 if host else 0) * _FINE
    lines, type_size = fit_lines(lettering, title, round(width * 0.68), below - margin - 96 * _FINE)
    for count, line in enumerate(reversed(lines)):
        lettering.write(draw, margin - 0.04 * type_size, below - count * type_size * _LEADING, line, type_size, ink)
    return _encode(image.reduce(_FINE))


def fit_lines(lettering: Lettering, title: str, width: int, height: int) -> tuple[list[str], int]:
    """The title in few lines of large type, in a box of this many pixels; and the type's size in pixels. What
    does not fit in the smallest type is cut.
    """
    size = 0
    for size in (each * _FINE for each in _SIZES):
        lines = _wrap(lettering, title, size, width)
        low = len(lines) * size * _LEADING <= height
        if low and len(lines) <= _MOST_LINES and all(lettering.width(line, size) <= width for line in lines):
            return lines, size
    lines = _wrap(lettering, title, size, width)
    kept, last = lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :]) or lines[-1]
    return [_cut(lettering, line, size, width) for line in (*kept, *([last] if len(lines) > len(kept) else []))], size


def _wrap(lettering: Lettering, title: str, size: int, width: int) -> list[str]:
    """Lines broken between words, and between any two letters of a script that writes none (Chinese, Japanese)."""
    lines: list[str] = []
    for word in _pieces(title):
        if lines and lettering.width((lines[-1] + word).rstrip(), size) <= width:
            lines[-1] += word
        else:
            lines.append(word.lstrip())
    return [line.rstrip() for line in lines]


def _pieces(title: str) -> list[str]:
    pieces: list[str] = []
    for char in " ".join(title.split()):
        if pieces and unicodedata.category(char) in _CLOSING:
            pieces[-1] += char
        elif not pieces or char == " " or _is_wide(char) or _is_wide(pieces[-1][-1]):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\ud7ff" or "\uf900" <= char <= "\uffef"


def _cut(lettering: Lettering, line: str, size: int, width: int) -> str:
    if lettering.width(line, size) <= width:
        return line
    while line and lettering.width(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _draw_badge(
    draw: ImageDraw.ImageDraw, initial: str, x: int, y: int, side: int, accent: Colour, font: bytes
) -> None:
    """The site's icon the other way round: on the colour of the ink."""
    ink = _ink_on(accent)
    draw.rounded_rectangle((x, y, x + side - 1, y + side - 1), radius=side // 4, fill=ink)
    _draw_mark(draw, initial, x, y, side, accent, _choose(initial, font))


def _draw_mark(
    draw: ImageDraw.ImageDraw, initial: str, x: int, y: int, side: int, colour: Colour, lettering: Lettering | None
) -> None:
    """The initial in the middle of a square, or a question mark of our own drawing."""
    if lettering is not None:
        size = round(side * 0.68)
        left = x + (side - lettering.width(initial, size)) / 2
        top, bottom = lettering.height(initial, size)
        lettering.write(draw, left, y + (side - top - bottom) / 2, initial, size, colour)
        return
    unit = side / 32
    half = 1.7 * unit
    for px, py in _question_mark():
        draw.ellipse(
            (x + px * unit - half, y + py * unit - half, x + px * unit + half, y + py * unit + half), fill=colour
        )
    dot, middle, height = 2.1 * unit, x + 16 * unit, y + 25.6 * unit
    draw.ellipse((middle - dot, height - dot, middle + dot, height + dot), fill=colour)


def _question_mark() -> list[tuple[float, float]]:
    """Points along the middle of the stroke, in a square of 32: most of a circle, then a bend into the stem."""
    turns = (math.radians(180 + 240.6 * step / 80) for step in range(81))
    points = [(16 + 5.5 * math.cos(turn), 12 + 5.5 * math.sin(turn)) for turn in turns]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[-1], (16.9, 17.8), (16, 18.7), (16, 20.5)
    for step in range(1, 41):
        t = step / 40
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def _choose(text: str, font: bytes) -> Lettering | None:
    """The site's own font if it can write the text, else Pillow's, else none."""
    for data in (font, b"") if font else (b"",):
        lettering = Lettering(data)
        if text and lettering.covers(text):
            return lettering
    return None


def _ink_on(colour: Colour) -> Colour:
    return BLACK if is_light(colour) else WHITE


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()
