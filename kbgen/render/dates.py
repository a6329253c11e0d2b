"""Dates as people of a language write them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def format_day(iso: str, language: str) -> str:
    """`2026-05-03` -> `3 maj 2026`, with its time if it has one (`2026-05-03T15:00` -> `3 maj 2026 kl. 15:00`).

    As it is if it is no date, in English order in a language unknown to CLDR.
    """
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date, format_time, get_datetime_format

    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    day = format_date(moment, "long", locale=locale)
    if "T" not in iso and " " not in iso:
        return day
    # CLDR's pattern quotes its words: {1} 'kl'. {0}
    pattern = str(get_datetime_format("long", locale=locale)).replace("'", "")
    return pattern.replace("{1}", day).replace("{0}", format_time(moment, "short", locale=locale))


@lru_cache(maxsize=256)
def locale_name(code: str) -> str:
    """A language with the country of most of its readers, as Open Graph writes it (`sv_SE`); empty if unknown."""
    from babel.core import Locale, UnknownLocaleError, get_global

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    likely = str(get_global("likely_subtags").get(str(locale), ""))
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else ""


@lru_cache(maxsize=256)
def language_name(code: str, language: str) -> str:
    """What a language is called in another (or in itself); its code if CLDR does not know it."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(language, sep="-")) or code
    except (UnknownLocaleError, ValueError):
        return code
