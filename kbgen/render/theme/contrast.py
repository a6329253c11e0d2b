"""Colours that are hard to read: every pair that the theme declares, in the schemes that are in force."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.model import Problem
from kbgen.render.theme.colours import find_variables
from kbgen.render.theme.nearest_colour import Pair, Scheme, find_nearest_colour
from kbgen.render.theme.tokens import DARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbgen.render.theme.tokens import Token, TokenValues

# path and line of the file that sets a value
Place = tuple[str, int | None]


def find_hard_to_read(
    tokens: Mapping[str, Token], values: TokenValues, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """A warning for every colour of the site's that cannot be worked out, or with which something is hard to read.

    values: those in force. places: where kbgen.toml sets a token, by key. Pairs of which kbgen's own themes set both
    sides are not looked at: tests do that.
    """
    pairs = tuple((token.name, ground, least) for token in tokens.values() for ground, least in token.contrast)
    schemes = {"light": values.light, "dark": {**values.light, **values.dark}}
    inspections = [
        _Inspection(tokens, places, Scheme(schemes[name]), name, values.scheme)
        for name in schemes
        if values.scheme in {"auto", name}
    ]
    yield from dict.fromkeys(problem for each in inspections for problem in each.find_unknown())
    for inspection in inspections:
        yield from inspection.find_low(pairs)


@dataclass(frozen=True, slots=True)
class _Inspection:
    """One colour scheme. name: light or dark. offered: what the site offers: auto, light or dark."""

    tokens: Mapping[str, Token]
    places: Mapping[str, Place]
    scheme: Scheme
    name: str
    offered: str

    def find_unknown(self) -> Iterator[Problem]:
        """Colours that cannot be worked out."""
        for token in self.tokens.values():
            place = self._place(token) if token.type == "colour" else None
            if place is not None and self.scheme.read(token.name) is None:
                value = self.scheme.values[token.name]
                yield Problem(
                    "warning",
                    "colour-unknown",
                    f"kbgen cannot work out the colour {token.name} = {value}, and so not whether it can be read",
                    *place,
                    'Write it as "#0b6e7f", "oklch(0.45 0.08 220)" or a colour\'s name in CSS: what depends on the '
                    "reader's system cannot be checked.",
                )

    def find_low(self, pairs: tuple[Pair, ...]) -> Iterator[Problem]:
        """Pairs whose contrast is too low, one problem for each colour of the site's."""
        low: dict[tuple[str, Place], list[tuple[float, Pair]]] = defaultdict(list)
        for pair in pairs:
            text, ground, least = pair
            blamed = next(((name, place) for name in (text, ground) if (place := self._trace(name)) is not None), None)
            ratio = self.scheme.measure(text, ground) if blamed is not None else None
            if blamed is not None and ratio is not None and ratio < least:
                low[blamed].append((ratio, pair))
        for (name, place), found in low.items():
            ratio, (text, ground, least) = min(found)
            message = (
                f"`{text}` on `{ground}` is hard to read in {self.name} mode: "
                f"its contrast is {_number(ratio)}, and has to be {_number(least)}"
            )
            if len(found) > 1:
                message += f" ({len(found) - 1} more like this)"
            yield Problem("warning", "contrast-low", message, *place, self._advise(name, text, ground, pairs))

    def _advise(self, name: str, text: str, ground: str, pairs: tuple[Pair, ...]) -> str:
        nearest = find_nearest_colour(name, (pair for pair in pairs if name in pair[:2]), self.scheme)
        key = name + DARK if self.name == "dark" and self.offered == "auto" and self.tokens[name].dark else name
        if nearest is not None:
            return f'The nearest colour that can be read is {key} = "{nearest}".'
        return f"No lightness of {key} can be read everywhere: set `{ground if name == text else text}` too."

    def _place(self, token: Token) -> Place | None:
        """Where the site sets the token for this scheme, if it does."""
        keys = [token.name]
        if self.name == "dark":
            # What is set without _dark counts in the dark too, unless the theme has a dark value of its own.
            keys = [token.name + DARK] + ([token.name] if self.offered == "dark" or not token.dark else [])
        own = (token.path, token.line) if token.path else None
        return next((self.places[key] for key in keys if key in self.places), own)

    def _trace(self, name: str) -> Place | None:
        """As `_place`, and for a token that follows from others, where one of those is set."""
        token = self.tokens[name]
        own = self._place(token)
        if own is not None:
            return own
        if token.follows == name:
            return self.places.get(name)
        others = [other.replace("-", "_") for other in find_variables(self.scheme.values[name])] + [token.follows]
        return next((place for other in others if other in self.tokens and (place := self._trace(other))), None)


def _number(ratio: float) -> str:
    """Rounded down, so that nothing that fails looks as if it passed."""
    return f"{int(ratio * 10) / 10:g}"
