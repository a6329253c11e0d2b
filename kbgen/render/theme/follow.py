"""Colours that follow from one that a site sets: a brand's colour is enough for a theme in its hue, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.theme.colours import find_variables, from_oklch, read_colour, to_hex, to_oklch
from kbgen.render.theme.nearest_colour import Scheme, find_nearest_colour, passes
from kbgen.render.theme.tokens import DARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.render.theme.tokens import Token, TokenValues


def follow_colours(
    tokens: Mapping[str, Token], values: TokenValues, given: frozenset[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(light, dark): values of tokens that follow another (`Token.follows`) which the site sets, and that it does not.

    given: the keys of kbgen.toml. Each takes the hue of the colour it follows, with no more chroma than its own
    default. Where it could not be read then, the default of the other scheme is tried (black on yellow instead of
    white), and last the nearest lightness that can. A colour that follows itself keeps its hue in dark mode.
    """
    light, dark = {}, {}
    if values.scheme != "dark":
        defaults = {token.name: (token.default, token.dark) for token in tokens.values()}
        light = _follow(tokens, values.light, values.light, defaults, given)
    if values.scheme != "light":
        defaults = {token.name: (token.dark or token.default, token.default) for token in tokens.values()}
        # With one scheme what is set without _dark is meant for it; with two it is not, but for what keeps its hue.
        keys = {key.removesuffix(DARK) for key in given if values.scheme == "dark" or key.endswith(DARK)}
        leads = frozenset(keys | {key for key in given if key in tokens and tokens[key].follows == key})
        dark = _follow(tokens, {**values.light, **values.dark}, values.light, defaults, frozenset(keys), leads)
    return light, dark


def _follow(
    tokens: Mapping[str, Token],
    values: Mapping[str, str],
    light: Mapping[str, str],
    defaults: Mapping[str, tuple[str, str]],
    given: frozenset[str],
    leads: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """What follows in one scheme. given: tokens set for it. leads: tokens that are followed, by default those given.

    defaults: a token's default in this scheme and in the other.
    """
    following = [token for token in tokens.values() if token.follows in (leads or given) and token.name not in given]
    # First those that keep their own hue: the others follow what they come to.
    following.sort(key=lambda token: token.follows != token.name)
    now = dict(values)
    for token in following:
        lead = light if token.follows == token.name else now
        now[token.name] = _turn(defaults[token.name][0], lead[token.follows], lead)
    for token in following:
        now[token.name] = _mend(token, now, defaults[token.name][1])
    return {token.name: now[token.name] for token in following if now[token.name] != values[token.name]}


def _turn(value: str, lead: str, values: Mapping[str, str]) -> str:
    """A colour in the hue of another; as it is if it names others or one of them cannot be worked out."""
    own = None if find_variables(value) else read_colour(value, lambda _: None)
    hue = read_colour(lead, Scheme(values).value_of)
    if own is None or hue is None:
        return value
    lightness, chroma, _ = to_oklch(own)
    _, most, turned = to_oklch(hue)
    return to_hex(from_oklch(lightness, min(chroma, most), turned))


def _mend(token: Token, values: Mapping[str, str], other: str) -> str:
    """The token's value if it can be read, else the nearest thing that can, else as it is."""
    pairs = tuple((token.name, ground, least) for ground, least in token.contrast)
    if passes(pairs, Scheme(values)):
        return values[token.name]
    if other and not find_variables(other):
        swapped = _turn(other, values[token.follows], values)
        if passes(pairs, Scheme({**values, token.name: swapped})):
            return swapped
    return find_nearest_colour(token.name, pairs, Scheme(values)) or values[token.name]
