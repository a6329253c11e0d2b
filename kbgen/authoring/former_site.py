"""The site that old addresses come from: which addresses were its own, and which article here such a one was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kbgen.site.old_urls import has_scheme
from kbgen.site.urls import segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbgen.config import Config
    from kbgen.model import Site

_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|md)$", re.IGNORECASE)


class FormerSite:
    """sources: old addresses. What their hosts have in common is where that site lay: `x.com/docs/kb/`."""

    def __init__(self, sources: Iterable[str], site: Site, config: Config) -> None:
        self._roots: dict[str, list[str]] = {}
        for source in sources:
            host, parts = _split(source)
            folder = parts[:-1]
            root = self._roots.setdefault(host, folder)
            same = 0
            while same < min(len(root), len(folder)) and root[same] == folder[same]:
                same += 1
            self._roots[host] = root[:same]
        self._urls: dict[str, str] = {}
        for url in [*(s.url for s in site.sections.values()), *(page.url for page in site.pages.values())]:
            self._urls["/".join(_names(url.removeprefix(config.prefix)))] = url
        self._languages = {code: "" if code == config.site.language else code for code in config.site.languages}

    def may_hold(self, written: str) -> bool:
        """Whether an address is a path, or on a host of that site."""
        return not has_scheme(written) or _split(written)[0] in self._roots

    def holds(self, written: str) -> bool:
        """Whether an address belonged to that site, so that nobody can be sent there any more."""
        host, parts = _split(written)
        root = self._roots.get(host)
        return not has_scheme(written) or (root is not None and parts[: len(root)] == root)

    def find(self, written: str, language: str) -> str:
        """The URL here of what lay at an address of that site, by the same path below its root; empty if none."""
        if not self.holds(written):
            return ""
        host, parts = _split(written)
        lead = [self._languages[language]] if self._languages[language] else []
        names = _names("/".join(parts))
        for start in range(len(self._roots.get(host, [])) + 1):
            key = "/".join([*lead, *names[start:]])
            if names[start:] and key in self._urls:
                return self._urls[key]
        return ""


def _split(written: str) -> tuple[str, list[str]]:
    """(host, parts of the path) of an address; no host for a path."""
    bare = written.partition("#")[0].partition("?")[0]
    if not has_scheme(bare):
        return "", [part for part in bare.split("/") if part]
    try:
        parts = urlsplit(bare)
    except ValueError:
        return "", []
    return parts.netloc.casefold(), [part for part in parts.path.split("/") if part]


def _names(path: str) -> list[str]:
    """The parts of a path as URLs here would have them, without `.html` at the end."""
    names = [segment(unquote(part)) for part in path.split("/") if part]
    if names:
        names[-1] = _SUFFIX.sub("", names[-1])
        if names[-1] == "index":
            names.pop()
    return names
