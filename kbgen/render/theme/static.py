"""Theme files and scripts under hashed names, with style sheets joined and the references between files rewritten."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError, ThemeError
from kbgen.nearest import did_you_mean
from kbgen.render.theme.fonts import Font, faces_css, read_fonts
from kbgen.render.theme.icons import icon_address
from kbgen.render.theme.javascript import find_imports, strip_comments, strip_indents
from kbgen.render.theme.scripts import OFFLINE, OPEN, client_scripts, find_entries
from kbgen.render.theme.tokens import tokens_css
from kbgen.settings.toml import read_text
from kbgen.site.urls import ASSETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config
    from kbgen.render.theme.chain import Theme
    from kbgen.render.theme.classic import Module

TOKENS = "tokens.css"
LOGO = "logo"  # the name that templates know `[site] logo` by
_TEXT = (".css", ".js", ".svg", ".txt", ".json")
# An import (1: the sheet, 2: its media), or an address (3, 4, 5).
_REFERENCE = re.compile(
    r"@import\s+(?:url\(\s*)?[\"']([^\"']+)[\"']\s*\)?\s*([^;]*);[ \t]*\n?"
    r"|url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"']*))\s*\)"
)
_FONT = "font:"  # url(font:...) in the generated rules is a font of the site's
_ICON = "icon:"  # url(icon:tip) in a style sheet is that icon of the theme
# Strings are matched too, so that what looks like a comment in them stays; `/*!` opens a licence.
_COMMENT = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|/\*(?!!).*?\*/\s*", re.DOTALL)
_NOT_PLAIN = re.compile(r"[^\w.-]+")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """url: root-relative, with the prefix. output: path below the output folder (`_kb/a/site-1a2b3c4d.css`)."""

    name: str
    url: str
    output: str
    data: bytes


def build_static(theme: Theme, config: Config, *, offline: bool = False) -> Mapping[str, StaticFile]:
    """Every static file of the theme by name, in a stable order, `tokens.css` (generated) among them, those of kbgen's
    own scripts that pages load, and the site's logo and fonts.

    A style sheet takes in what it imports (`@import "type.css";`), each part from the first theme of the chain that
    has it, so that a theme can replace one part; a part that was taken in is not published by itself.
    A script names the modules it imports by their hashed names; the one that opens a search index is one module with
    all it imports, and offline, what pages load is one classic script. `RenderContext.static` is `{name: file.url}`.
    Raises ThemeError for a reference to a file that is not there, or a circle of imports.
    """
    fonts = read_fonts(theme.tokens.fonts, config)
    workshop = _Workshop(theme, config.prefix, fonts, offline=offline)
    published = workshop.publish()
    if config.site.logo and "://" not in config.site.logo:
        published[LOGO] = name_file(LOGO, config.site.logo, _read_logo(config), config.prefix)
    return published


def name_file(name: str, path: str, data: bytes, prefix: str) -> StaticFile:
    """A file under its hashed name. path: gives stem and suffix of the published name."""
    # What means something in an address, such as a number sign, would lead elsewhere.
    plain = _NOT_PLAIN.sub("-", unicodedata.normalize("NFC", posixpath.basename(path)))
    stem, suffix = posixpath.splitext(plain)
    output = f"{ASSETS}/{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    return StaticFile(name, f"{prefix}/{output}", output, data)


def _read_logo(config: Config) -> bytes:
    try:
        return (Path(config.folder) / config.site.logo).read_bytes()
    except OSError as error:
        raise ConfigError(
            f"the logo {config.site.logo} cannot be read: {error.strerror}",
            path=config.file or "kbgen.toml",
            hint="`[site] logo` is a path relative to the folder of kbgen.toml, or the address of an image.",
        ) from None


def _beside(file: StaticFile) -> str:
    """A file as another of the same folder names it, which holds for pages that are opened from a folder too."""
    return posixpath.basename(file.output)


class _Workshop:
    """Builds each file once; a file needs the final names of those it refers to."""

    def __init__(self, theme: Theme, prefix: str, fonts: tuple[Font, ...], *, offline: bool) -> None:
        self._theme = theme
        self._faces = faces_css(fonts)
        self._client = client_scripts()
        self._files = self._client | dict(theme.static)
        self._entries = find_entries(theme, self._files)
        self._prefix = prefix
        self._offline = offline
        self._built = {font.name: name_file(font.name, font.path, font.data, prefix) for font in fonts}
        self._open: list[str] = []
        self._taken_in: set[str] = set()

    def publish(self) -> dict[str, StaticFile]:
        """The theme's files, the scripts that pages load, and what these need; not what is part of another file."""
        opening = () if self._offline else (OPEN,)
        for name in sorted({*self._theme.static, *self._entries, *opening, TOKENS}):
            self.build(name)
        return {name: self._built[name] for name in sorted(self._built.keys() - self._taken_in)}

    def build(self, name: str) -> StaticFile:
        """The file with its references rewritten. Raises ThemeError."""
        if name not in self._built:
            data = self._read(name)
            if name.endswith(".css"):
                data = _COMMENT.sub(lambda match: match[1] or "", self._join(name, data.decode("utf-8"))).encode()
            elif name.endswith(".js"):
                data = self._link(name, data.decode("utf-8")).encode()
            self._built[name] = name_file(name, name, data, self._prefix)
        return self._built[name]

    def _join(self, name: str, css: str) -> str:
        """The style sheet with its imports in place and its references final."""
        self._enter(name, "style sheets")
        # In one pass, so that what has been taken in, and is final, is not looked at again.
        css = _REFERENCE.sub(lambda match: self._follow(name, match), css)
        self._open.pop()
        return css

    def _follow(self, name: str, match: re.Match[str]) -> str:
        if match[1]:
            return self._take_in(name, match[1], match[2].strip(), match[0])
        return self._point(name, match[3] or match[4] or match[5] or "", match[0])

    def _take_in(self, name: str, target: str, media: str, written: str) -> str:
        if _OUTSIDE.match(target):
            return written
        part = self._resolve(name, target)
        self._taken_in.add(part)
        css = self._join(part, self._read(part).decode("utf-8"))
        return f"@media {media}{{\n{css}}}\n" if media else css

    def _enter(self, name: str, kind: str) -> None:
        if name in self._open:
            raise ThemeError(f"the {kind} import each other: {' -> '.join([*self._open, name])}", path=name)
        self._open.append(name)

    def _link(self, name: str, source: str) -> str:
        """The script with the final names of what it imports; offline, if pages load it, with all that itself."""
        if self._offline:
            return self._join_modules(name, classic=True) if name in self._entries else source
        if name == OPEN:
            # Who begins to search waits for one file instead of for fifteen, one after the other.
            return self._join_modules(name, classic=False)
        self._enter(name, "scripts")
        parts, last = [], 0
        for entry in find_imports(source):
            # What only pages in a folder run is not named here: this script's address would change with it for nothing.
            if not _OUTSIDE.match(entry.target) and not entry.target.endswith(OFFLINE):
                imported = self.build(self._resolve(name, entry.target))
                parts += [source[last : entry.start], "./", posixpath.basename(imported.output)]
                last = entry.end
        self._open.pop()
        return "".join([*parts, source[last:]])

    def _join_modules(self, name: str, *, classic: bool) -> str:
        from kbgen.render.theme.classic import join_classic, join_module

        return (join_classic if classic else join_module)(self._collect(name, {}))

    def _collect(self, name: str, modules: dict[str, Module]) -> tuple[Module, ...]:
        """A module and all it imports, dependencies first; but for what is loaded late, if there are modules at all.

        modules: those found so far.
        """
        from kbgen.render.theme.classic import Module

        self._enter(name, "scripts")
        source = self._read(name).decode("utf-8")
        targets: dict[str, str] = {}
        for entry in find_imports(source):
            resolved = self._resolve(name, entry.target)
            late = entry.late and not self._offline
            targets[entry.target] = f"./{_beside(self.build(resolved))}" if late else resolved
        for imported in (target for target in targets.values() if not target.startswith("./")):
            if imported not in modules:
                self._collect(imported, modules)
                if self._offline:
                    self._taken_in.update({imported} - set(self._entries))
        self._open.pop()
        modules[name] = Module(name, self._files[name], source, targets)
        return tuple(modules.values())

    def _point(self, name: str, target: str, written: str) -> str:
        if target.startswith(_ICON):
            return f'url("{self._draw(name, target.removeprefix(_ICON))}")'
        if target.startswith(_FONT) and target in self._built:
            return f'url("{_beside(self._built[target])}")'
        if not target or _OUTSIDE.match(target):
            return written
        path, mark, rest = target.partition("#")
        return f'url("{_beside(self.build(self._resolve(name, path.partition("?")[0])))}{mark}{rest}")'

    def _draw(self, name: str, icon: str) -> str:
        if icon not in self._theme.icons:
            raise ThemeError(
                f"{name} shows an icon {icon}, which no theme of the chain draws",
                path=self._theme.static.get(name, name),
                hint=did_you_mean(icon, self._theme.icons) or "Draw it in the theme's icons.svg.",
            )
        return icon_address(self._theme.icons[icon])

    def _resolve(self, name: str, target: str) -> str:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        if found != TOKENS and found not in self._files:
            raise ThemeError(
                f"{name} refers to {target}, which no theme of the chain has",
                path=self._files.get(name, name),
                hint=f"Put it at static/{found} of the theme, or take the reference out.",
            )
        return found

    def _read(self, name: str) -> bytes:
        """The file's bytes; text with LF line ends, so that a checkout on Windows gives the same names."""
        if name == TOKENS and TOKENS not in self._theme.static:
            return (self._faces + tokens_css(self._theme.tokens)).encode()
        path = Path(self._files[name])
        if name.endswith(_TEXT):
            text = read_text(path, str(path), ThemeError)
            # A theme's comments may be a licence that has to stay.
            own = self._client.get(name) == str(path)
            return (strip_indents(strip_comments(text)) if own else text).encode()
        try:
            return path.read_bytes()
        except OSError as error:
            raise ThemeError(f"the file cannot be read: {error.strerror}", path=str(path)) from None
