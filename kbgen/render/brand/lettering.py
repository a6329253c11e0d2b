"""Words in pictures: in the font that Pillow carries, with the marks that it lacks drawn onto it, or in a site's own.

No font of the machine is used, so that a picture is the same wherever it is made. What neither font can write is
not written: half a title would be worse than none.
"""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageFont

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from kbgen.render.brand.paint import Colour

# Marks above or below a letter, each as lines and dots around the middle of the letter's top (or foot), in hundredths
# of the type size, y downwards.
_LINES: dict[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "\u0300": (((-8, -17), (4, -9)),),  # grave
    "\u0301": (((8, -17), (-4, -9)),),  # acute
    "\u0302": (((-10, -9), (0, -17), (10, -9)),),  # circumflex
    "\u0303": (((-13, -10), (-8, -14), (-3, -14), (3, -11), (8, -11), (13, -15)),),  # tilde
    "\u0304": (((-10, -13), (10, -13)),),  # macron
    "\u030b": (((0, -17), (-10, -9)), ((14, -17), (4, -9))),  # double acute
    "\u030c": (((-10, -17), (0, -9), (10, -17)),),  # caron
    "\u0327": (((0, 2), (3, 9), (1, 15), (-7, 17)),),  # cedilla
}
_DOTS: dict[str, tuple[tuple[int, int], ...]] = {"\u0307": ((0, -13),), "\u0308": ((-11, -13), (11, -13))}
_RING = "\u030a"
_STROKED = {"ø": "o", "Ø": "O"}
_JOINED = {"æ": "ae", "Æ": "AE"}
# Shaped by rules that this module does not know: letters that change with their neighbours, or run to the left.
_UNSHAPED = frozenset({"R", "AL", "AN"})


class _Letter(NamedTuple):
    base: str
    marks: str = ""
    stroked: bool = False
    joined: bool = False  # to the letter before


class Lettering:
    """Writes in one font. font: a font file's bytes, or empty for Pillow's own. Raises OSError for a font that cannot
    be read.
    """

    def __init__(self, font: bytes = b"") -> None:
        self._data = font
        self._sizes: dict[int, FreeTypeFont] = {}
        self._drawn: dict[str, bool] = {}
        self._missing = bytes(self._font(40).getmask("\ufffe"))

    def covers(self, text: str) -> bool:
        """Whether every letter can be written."""
        return all(self._covers(letter) for letter in self._letters(text))

    def width(self, text: str, size: int) -> float:
        """Of a line, in pixels."""
        places = self._place(text, size)
        return places[-1][1] + self._font(size).getlength(places[-1][0].base) if places else 0.0

    def height(self, text: str, size: int) -> tuple[float, float]:
        """Top and bottom of a line's ink without marks, in pixels from the baseline, y downwards."""
        boxes = [self._font(size).getbbox(letter.base, anchor="ls") for letter in self._letters(text)]
        return min(box[1] for box in boxes), max(box[3] for box in boxes)

    def write(self, draw: ImageDraw, x: float, y: float, text: str, size: int, colour: Colour) -> None:
        """A line. x, y: left end and baseline. size: pixels to the em."""
        font, bold = self._font(size), self._bold(size)
        for letter, offset in self._place(text, size):
            where = (x + offset, y)
            box = font.getbbox(letter.base, anchor="ls")
            if letter.base == "i" and letter.marks:
                # A mark takes the place of the dot: only the stem is drawn.
                top = font.getbbox("x", anchor="ls")[1]
                half, centre = 0.042 * size + bold, where[0] + (box[0] + box[2]) / 2
                draw.rectangle((centre - half, y + top - bold, centre + half, y + bold), fill=colour)
                box = (box[0], top, box[2], box[3])
            else:
                draw.text(where, letter.base, font=font, fill=colour, anchor="ls", stroke_width=bold)
            middle = where[0] + (box[0] + box[2]) / 2
            weight = 0.075 * size + 1.4 * bold
            for mark in letter.marks:
                foot = y if mark == "\u0327" else y + box[1]
                _mark(draw, mark, middle, foot, size, weight, colour)
            if letter.stroked:
                ends = [(where[0] + box[0] - 1, y + 0.04 * size), (where[0] + box[2] + 1, y + box[1] - 0.04 * size)]
                _line(draw, ends, weight * 0.8, colour)

    def _font(self, size: int) -> FreeTypeFont:
        if size not in self._sizes:
            made = (
                ImageFont.truetype(io.BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC)
                if self._data
                else ImageFont.load_default(size)
            )
            assert isinstance(made, ImageFont.FreeTypeFont)
            self._sizes[size] = made
        return self._sizes[size]

    def _bold(self, size: int) -> int:
        """Pixels by which Pillow's font, which is light, is made bolder; a site's own is as it is."""
        return 0 if self._data else max(1, round(size / 60))

    def _letters(self, text: str) -> list[_Letter]:
        letters: list[_Letter] = []
        for char in unicodedata.normalize("NFC", text):
            if self._covers(_Letter(char)):
                letters.append(_Letter(char))
            elif char in _JOINED:
                letters += [_Letter(_JOINED[char][0]), _Letter(_JOINED[char][1], joined=True)]
            elif char in _STROKED:
                letters.append(_Letter(_STROKED[char], stroked=True))
            elif char in "–—":
                letters.append(_Letter("-"))
            else:
                parts = unicodedata.normalize("NFD", char)
                letters.append(_Letter(parts[0], parts[1:]))
        return letters

    def _covers(self, letter: _Letter) -> bool:
        if any(mark not in _LINES and mark not in _DOTS and mark != _RING for mark in letter.marks):
            return False
        if unicodedata.bidirectional(letter.base) in _UNSHAPED or unicodedata.category(letter.base)[0] in "MC":
            return False
        if letter.base not in self._drawn:
            mask = bytes(self._font(40).getmask(letter.base))
            self._drawn[letter.base] = letter.base.isspace() or mask != self._missing
        return self._drawn[letter.base]

    def _place(self, text: str, size: int) -> list[tuple[_Letter, float]]:
        """Letters with the distances of their origins from the line's start, kerning included."""
        font = self._font(size)
        x, before, placed = 0.0, "", []
        for letter in self._letters(text):
            if before:
                x += font.getlength(before + letter.base) - font.getlength(letter.base)
            if letter.joined:
                x -= 0.1 * size
            placed.append((letter, x))
            before = letter.base
        return placed


def _mark(draw: ImageDraw, mark: str, x: float, y: float, size: int, weight: float, colour: Colour) -> None:
    unit = size / 100
    for line in _LINES.get(mark, ()):
        _line(draw, [(x + dx * unit, y + dy * unit) for dx, dy in line], weight, colour)
    for dx, dy in _DOTS.get(mark, ()):
        _dot(draw, x + dx * unit, y + dy * unit, weight * 0.66, colour)
    if mark == _RING:
        radius, middle = 0.1 * size, y - 0.145 * size
        box = (x - radius, middle - radius, x + radius, middle + radius)
        draw.ellipse(box, outline=colour, width=max(1, round(weight * 0.72)))


def _line(draw: ImageDraw, points: list[tuple[float, float]], weight: float, colour: Colour) -> None:
    draw.line(points, fill=colour, width=max(1, round(weight)), joint="curve")


def _dot(draw: ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
