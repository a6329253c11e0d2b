"""Opening hours and reply times of kbgen.toml in people's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.render.texts import Texts

_DAYS = r"(?:mon|tue|wed|thu|fri|sat|sun)"
_SPAN = re.compile(rf"({_DAYS})(?:\s*-\s*({_DAYS}))?\s+(\d\d?[:.]\d\d)\s*-\s*(\d\d?[:.]\d\d)", re.IGNORECASE)
_REPLY = re.compile(r"(\d+)\s*(m|min|h|d)", re.IGNORECASE)
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}


def format_hours(hours: str, t: Texts) -> str:
    """`mon-fri 09:00-17:00, sat 10:00-14:00` -> `mån–fre 09:00–17:00, ...`; what has another form stays as written."""
    if hours.strip().lower() in ("24/7", "always"):
        return t("hours.always")
    return t("hours.join").join(_format_span(part.strip(), t) for part in re.split(r"[,;]", hours) if part.strip())


def _format_span(span: str, t: Texts) -> str:
    match = _SPAN.fullmatch(span)
    if match is None:
        return span
    first, last, opens, closes = match.groups()
    days = t(f"hours.{first.lower()}")
    if last:
        days = t("hours.range", **{"from": days, "to": t(f"hours.{last.lower()}")})
    # Joined, so that no line ends in the middle of it, or leaves a day behind.
    times = t("hours.range", **{"from": f"{opens}\N{WORD JOINER}", "to": f"\N{WORD JOINER}{closes}"})
    return f"{days}\N{NO-BREAK SPACE}{times}"


def format_reply(reply: str, t: Texts) -> str:
    """`2h` -> `2 timmar`; what has another form stays as written."""
    match = _REPLY.fullmatch(reply.strip())
    if match is None:
        return reply
    return t.count(f"duration.{_UNITS[match[2].lower()]}", int(match[1]))


def zone_name(zone: str, t: Texts) -> str:
    """What people call a time zone (`Swedish time`), as CLDR does if no text says it, `UTC` as it is."""
    if zone in ("", "UTC"):
        return zone
    known = t.entries.get(f"zone.{zone.lower().replace('/', '-')}")
    if known:
        return known
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import get_timezone_location

    try:
        return get_timezone_location(zone, locale=Locale.parse(t.written, sep="-"))
    except (LookupError, UnknownLocaleError, ValueError):
        return zone.rpartition("/")[2].replace("_", " ")
