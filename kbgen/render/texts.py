"""Interface texts: what the pages themselves say, in each language; kbgen's own, and what a site adds or changes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError
from kbgen.nearest import did_you_mean
from kbgen.settings.toml import find_line, parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config

ENGLISH = "en"
_OWN = Path(__file__).parent / "wording"
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
SITE_TEXTS = frozenset({"site.title", "site.description"})
"""Texts that kbgen.toml gives, and a language may say in its own words."""
_KIN = {"no": "nb", "nn": "nb"}  # closer than English
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language of the site; what it lacks is English. Picklable.

    language: the site's. written: the language that the texts are in (`en` for a language without texts of its own;
    `nb` for `nn`). entries: dotted key -> text; plural forms end in their category (`count.articles.one`). digest:
    SHA-256 hex over all of them.
    """

    language: str
    written: str
    entries: Mapping[str, str]
    digest: str

    def __call__(self, key: str, **values: object) -> str:
        """The text with its `{name}` placeholders filled, plain (not HTML). KeyError for an unknown key."""
        text = self.entries[key]
        return fill(text, values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """The plural form for a number of things, which is `{count}` in the text."""
        text = self.entries.get(f"{key}.{plural_category(self.written, number)}") or self.entries[f"{key}.other"]
        return fill(text, {"count": number, **values})

    def forms(self, key: str) -> dict[str, str]:
        """Plural forms by CLDR category, placeholders unfilled: for scripts, which count in the browser."""
        start = f"{key}."
        return {name.removeprefix(start): text for name, text in self.entries.items() if name.startswith(start)}

    @property
    def foreign(self) -> str:
        """The language of the texts where it is another than the page's, for lang attributes; else empty."""
        return "" if self.language.partition("-")[0] == self.written.partition("-")[0] else self.written


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT


def fill(text: str, values: Mapping[str, object]) -> str:
    """Replace `{name}`; a name without a value stays as it is."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def plural_category(language: str, number: int) -> str:
    """CLDR's category (`one`, `few`, `other`, ...) of a number; `other` in a language unknown to CLDR."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").plural_form(number))
    except (UnknownLocaleError, ValueError):
        return "other"


def _digest(written: str, entries: Mapping[str, str]) -> str:
    """SHA-256 hex over the texts and the language they are in."""
    return hashlib.sha256(repr((written, sorted(entries.items()))).encode()).hexdigest()


def load_texts(config: Config) -> Mapping[str, Texts]:
    """Texts of every language of the site, with what `<content>/_data/texts/<language>.toml` adds or changes.

    Raises ConfigError with file and line for a key that kbgen does not know, a text that is no string, or a
    placeholder that the English text lacks.
    """
    english = _read(_OWN / f"{ENGLISH}.toml", f"{ENGLISH}.toml")
    english |= {"site.title": config.site.title, "site.description": config.site.description}
    return {language: _load_language(language, english, config) for language in config.site.languages}


def _load_language(language: str, english: Mapping[str, str], config: Config) -> Texts:
    base = language.partition("-")[0]
    candidates = [name for name in (language, base, _KIN.get(base, "")) if name and (_OWN / f"{name}.toml").is_file()]
    written = candidates[0] if candidates else ENGLISH
    entries = _merge(english, _read(_OWN / f"{written}.toml", f"{written}.toml"))
    shown = (Path(config.content.dir) / "_data" / "texts" / f"{language}.toml").as_posix()
    path = Path(config.folder) / shown
    if path.is_file():
        own = _read(path, shown)
        _check(own, english, path, shown)
        if not candidates and own.keys() - SITE_TEXTS:
            written = language
        if not own.get("site.title", " ").strip():
            own["site.title"] = config.site.title
        entries = _merge(entries, own)
    return Texts(language, written, entries, _digest(written, entries))


def _merge(below: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """`above` over `below`; plural forms replace each other as a whole, since languages differ in which they have."""
    replaced = {_group(key) for key in above if _group(key)}
    return {**{key: text for key, text in below.items() if _group(key) not in replaced}, **above}


def _group(key: str) -> str:
    """`count.articles` for `count.articles.one`, empty for a key without plural forms."""
    stem, _, last = key.rpartition(".")
    return stem if last in _CATEGORIES else ""


def _read(path: Path, shown: str) -> dict[str, str]:
    text = read_text(path, shown, ConfigError)
    table = parse_toml(text, shown, ConfigError)
    entries: dict[str, str] = {}
    _flatten(table, "", entries, text, shown)
    return entries


def _flatten(table: Mapping[str, object], prefix: str, entries: dict[str, str], source: str, shown: str) -> None:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            _flatten(value, f"{key}.", entries, source, shown)
        elif isinstance(value, str):
            entries[key] = value
        else:
            raise ConfigError(
                f"{key} must be a text",
                path=shown,
                line=find_line(source, *key.split(".")),
                hint=f'For example {name} = "...".',
            )


def _check(own: Mapping[str, str], english: Mapping[str, str], path: Path, shown: str) -> None:
    allowed: dict[str, set[str]] = {}
    for key, text in english.items():
        allowed.setdefault(_group(key) or key, set()).update(_PLACEHOLDER.findall(text))
    for key, text in own.items():
        name = _group(key) or key
        if name not in allowed:
            raise ConfigError(
                f"kbgen has no text {key}",
                path=shown,
                line=find_line(read_text(path, shown, ConfigError), *key.split(".")),
                hint=did_you_mean(key, english),
            )
        unknown = set(_PLACEHOLDER.findall(text)) - allowed[name]
        if unknown:
            known = ", ".join(f"{{{known}}}" for known in sorted(allowed[name])) or "no placeholder"
            raise ConfigError(
                f"{key} has a placeholder {{{min(unknown)}}} that kbgen does not fill",
                path=shown,
                line=find_line(read_text(path, shown, ConfigError), *key.split(".")),
                hint=f"This text takes {known}.",
            )
