"""Browser scripts: kbgen's own below those of the themes, which of them pages load, and how a page names them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from kbgen.errors import ThemeError
from kbgen.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.render.reader import Reader
    from kbgen.render.theme.chain import Theme

CLIENT = Path(__file__).resolve().parent.parent.parent / "client"
OPEN = "search/open.js"
"""The script that opens a search index; `/_kb/search.js` loads it, whatever templates do."""

OFFLINE = ".offline.js"
"""How a script ends that runs in pages opened from a folder alone; others name it where they do not run it."""

_PREVIEW = CLIENT / "preview"  # what `kbgen serve` puts into pages as it serves them; no site has it
_ASKED = re.compile(r"\bscript\(\s*(?:\"([^\"]+)\"|'([^']+)')\s*\)")


def client_scripts() -> dict[str, str]:
    """Name (`zoom.js`, `search/open.js`) -> absolute path of the modules that kbgen brings.

    A theme's static file of the same name replaces one.
    """
    scripts = (path for path in sorted(CLIENT.rglob("*.js")) if _PREVIEW not in path.parents)
    return {path.relative_to(CLIENT).as_posix(): str(path) for path in scripts}


def find_entries(theme: Theme, known: Mapping[str, str]) -> tuple[str, ...]:
    """The scripts that the theme's templates load, sorted. known: scripts and other static files by name.

    Raises ThemeError for one that is not there.
    """
    found: set[str] = set()
    for path, source in dict(theme.templates.values()).items():
        for match in _ASKED.finditer(source):
            name = match[1] or match[2]
            if name not in known:
                raise ThemeError(
                    f"the template loads a script {name}, which no theme of the chain has",
                    path=path,
                    line=source.count("\n", 0, match.start()) + 1,
                    hint=did_you_mean(name, [known_name for known_name in known if known_name.endswith(".js")])
                    or f"Put it at static/{name} of the theme.",
                )
            found.add(name)
    return tuple(sorted(found))


def script_tag(reader: Reader, name: str) -> Markup:
    """The element that loads a script, for templates, which must write its name out: `{{ script("zoom.js") }}`.

    A module, which browsers run once the page is there. Pages that open from a folder load a classic script instead.
    """
    how = Markup("defer") if reader.options().offline else Markup('type="module"')
    return Markup('<script {} src="{}"></script>').format(how, reader.static(name))
