"""The lightness at which a colour can be read: the nearest one for which all pairs that it stands in pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.theme.colours import Rgba, contrast, from_oklch, read_colour, to_hex, to_oklch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# text or mark, what it stands on, least ratio
Pair = tuple[str, str, float]

_PAGE = "surface"
_WHITE: Rgba = (1.0, 1.0, 1.0, 1.0)
_STEPS = 250


@dataclass(frozen=True, slots=True)
class Scheme:
    """The values of all tokens in one colour scheme."""

    values: Mapping[str, str]

    def value_of(self, variable: str) -> str | None:
        """The value of a custom property (`surface-raised`)."""
        return self.values.get(variable.replace("-", "_"))

    def read(self, name: str) -> Rgba | None:
        """The colour of a token, or None if it cannot be worked out."""
        return read_colour(self.values[name], self.value_of)

    def measure(self, text: str, ground: str) -> float | None:
        """The contrast of two tokens, or None if one cannot be worked out."""
        above, below = self.read(text), self.read(ground)
        page = self.read(_PAGE) if _PAGE in self.values else _WHITE
        return None if above is None or below is None else contrast(above, below, page or _WHITE)


def passes(pairs: Iterable[Pair], scheme: Scheme) -> bool:
    """Whether all pairs that can be worked out reach their ratio."""
    return all((ratio := scheme.measure(text, ground)) is None or ratio >= least for text, ground, least in pairs)


def find_nearest_colour(name: str, pairs: Iterable[Pair], scheme: Scheme) -> str | None:
    """`#rrggbb` of the token's own hue and chroma, as little lighter or darker as makes all pairs pass, or None."""
    colour = scheme.read(name)
    if colour is None:
        return None
    pairs = tuple(pairs)
    lightness, chroma, hue = to_oklch(colour)
    for step in range(_STEPS + 1):
        for changed in (lightness - step / _STEPS, lightness + step / _STEPS):
            if 0 <= changed <= 1:
                found = to_hex(from_oklch(changed, chroma, hue))
                if passes(pairs, Scheme({**scheme.values, name: found})):
                    return found
    return None
