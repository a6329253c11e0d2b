"""The theme chain: which folder a template or static file comes from, and what a page depends on through it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ThemeError
from kbgen.render.theme.icons import FILE as ICONS
from kbgen.render.theme.icons import parse_icons
from kbgen.render.theme.palette import Palette, settle_palette
from kbgen.render.theme.template_references import find_references
from kbgen.render.theme.tokens import Token, TokenValues, declare_tokens, resolve_tokens
from kbgen.settings.toml import find_line, parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbgen.config import Config

DEFAULT = "default"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']")
_KEYS = {"name", "version", "extends", "description", "tokens"}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all it extends.

    names: the chain, own theme first. templates: every way to name a template (`article.html`,
    `default/article.html`) -> (path for messages, source). static: name -> absolute path of the file that wins. icons:
    id -> drawing. Picklable.
    """

    names: tuple[str, ...]
    templates: Mapping[str, tuple[str, str]]
    static: Mapping[str, str]
    tokens: TokenValues
    palette: Palette
    icons: Mapping[str, str]

    def template_digest(self, name: str) -> bytes:
        """SHA-256 over everything that rendering `name` may read of the theme (extends, include, import).

        A name that a template works out while rendering may be any template, so then all of them count.
        """
        digest = hashlib.sha256()
        for reached in sorted(self._closure(name)):
            source = self.templates[reached][1] if reached in self.templates else "\0"
            digest.update(f"{reached}\0{len(source)}\0{source}".encode())
        return digest.digest()

    def _closure(self, name: str) -> set[str]:
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in reached:
                continue
            reached.add(current)
            if current in self.templates:
                references = find_references(self.templates[current][1])
                waiting.extend(self.templates if references is None else references)
        return reached


@dataclass(frozen=True, slots=True)
class _Layer:
    """One folder of the chain. shown: the folder as messages name it. own: whether it lies in the site's folder."""

    name: str
    folder: Path
    shown: str
    extends: str
    own: bool
    tokens: object
    text: str


def load_theme(config: Config, known: Palette | None = None) -> Theme:
    """Read `[theme] name` and all it extends. known: the palette of an earlier build, used again if it still holds.

    Raises ThemeError for a theme that is missing or faulty, ConfigError for a token in kbgen.toml that the theme does
    not know.
    """
    layers = _read_chain(config)
    templates: dict[str, tuple[str, str]] = {}
    static: dict[str, str] = {}
    tokens: dict[str, Token] = {}
    icons: dict[str, str] = {}
    for layer in reversed(layers):
        for name, path in _walk(layer.folder / "templates"):
            entry = (f"{layer.shown}/templates/{name}", read_text(path, f"{layer.shown}/templates/{name}", ThemeError))
            templates[name] = templates[f"{layer.name}/{name}"] = entry
        static.update((name, str(path)) for name, path in _walk(layer.folder / "static"))
        declared = declare_tokens(layer.tokens, layer.text, f"{layer.shown}/theme.toml", tokens, own=layer.own)
        tokens |= {token.name: token for token in declared}
        icons.update(_read_icons(layer))
    _refuse_loops(templates)
    values = resolve_tokens(tokens, config)
    palette = settle_palette(tokens, values, config, known or Palette())
    return Theme(
        names=tuple(layer.name for layer in layers),
        templates=dict(sorted(templates.items())),
        static=dict(sorted(static.items())),
        tokens=palette.complete(values),
        palette=palette,
        icons=dict(sorted(icons.items())),
    )


def packaged_themes() -> Path:
    """The folder of the themes that kbgen carries: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent.parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


def _read_chain(config: Config) -> list[_Layer]:
    layers: list[_Layer] = []
    name, asked_by = config.theme.name, config.file or "kbgen.toml"
    while name:
        layer = _read_layer(name, config, asked_by)
        if any(known.name == name for known in layers):
            chain = " -> ".join([*(known.name for known in layers), name])
            raise ThemeError(
                f"the themes extend each other in a circle: {chain}",
                path=asked_by,
                hint='Let one of them extend another theme, or none with extends = "".',
            )
        layers.append(layer)
        name, asked_by = layer.extends, f"{layer.shown}/theme.toml"
    return layers


def _read_layer(name: str, config: Config, asked_by: str) -> _Layer:
    own, packaged = Path(config.folder) / "themes" / name, packaged_themes() / name
    for folder, shown in ((own, f"themes/{name}"), (packaged, packaged.as_posix())):
        if _NAME.fullmatch(name) and (folder / "theme.toml").is_file():
            return _parse_layer(name, folder, shown, own=folder != packaged)
    known = sorted(_list_themes(Path(config.folder) / "themes") | _list_themes(packaged_themes()))
    raise ThemeError(
        f"there is no theme named {name}",
        path=asked_by,
        hint=f"Themes here: {', '.join(known)}. Your own lies in themes/{name}/ with a theme.toml.",
    )


def _parse_layer(name: str, folder: Path, shown: str, *, own: bool) -> _Layer:
    path = f"{shown}/theme.toml"
    text = read_text(folder / "theme.toml", path, ThemeError)
    table = parse_toml(text, path, ThemeError)
    for key in table:
        if key not in _KEYS:
            raise ThemeError(
                f"theme.toml has a key {key}",
                path=path,
                line=find_line(text, key),
                hint=f"It may hold {', '.join(sorted(_KEYS))}.",
            )
    if table.get("name", name) != name:
        raise ThemeError(
            f"the theme calls itself {table['name']}, but its folder is {name}",
            path=path,
            line=find_line(text, "name"),
            hint="Give both the same name: templates and other themes use it.",
        )
    extends = table.get("extends", "" if name == DEFAULT else DEFAULT)
    if not isinstance(extends, str):
        raise ThemeError(
            "extends must be the name of a theme",
            path=path,
            line=find_line(text, "extends"),
            hint='For example extends = "default".',
        )
    return _Layer(name, folder, shown, extends, own, table.get("tokens", {}), text)


def _read_icons(layer: _Layer) -> dict[str, str]:
    path, shown = layer.folder / ICONS, f"{layer.shown}/{ICONS}"
    return parse_icons(read_text(path, shown, ThemeError), shown) if path.is_file() else {}


def _refuse_loops(templates: Mapping[str, tuple[str, str]]) -> None:
    """A template that extends its own name would never end; it means the one of the theme below."""
    for name, (path, source) in templates.items():
        match = _EXTENDS.search(source)
        if match and templates.get(match[1], ("", ""))[0] == path:
            raise ThemeError(
                f"{name} extends itself",
                path=path,
                line=source.count("\n", 0, match.start()) + 1,
                hint=f'Name the theme below: {{% extends "{DEFAULT}/..." %}}.',
            )


def _list_themes(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    return {entry.name for entry in folder.iterdir() if (entry / "theme.toml").is_file()}


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """(POSIX name below the folder, path) of every file, in a stable order; hidden files are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in files:
            if not file.startswith("."):
                path = Path(parent) / file
                found.append((unicodedata.normalize("NFC", path.relative_to(folder).as_posix()), path))
    return iter(sorted(found))
