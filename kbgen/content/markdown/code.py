"""Code: what an info string says, and highlighting by Pygments with classes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from kbgen.escaping import escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

# Highlighting goes by the lexer's speed; what is longer than a screenful of screens is data.
MAX_HIGHLIGHTED = 20_000

_WORD = re.compile(r"\s*([^\s{]*)")
_TITLE = re.compile(r"""(?:^|[\s{])title\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]*")
# What articles write for languages that Pygments knows by another name.
_ALIASES = {"curl": "bash", "ssh": "bash", "terminal": "console", "mariadb": "mysql", "plain": "text", "txt": "text"}


def parse_info(info: str) -> tuple[str, str]:
    """Language (lower case, maybe empty) and title of a fence: `php title="config.php"`, `bash {title="Run"}`."""
    if not info:
        return "", ""
    info = unescapeAll(info)
    found = _WORD.match(info)
    word = found[1] if found else ""
    title = _TITLE.search(info)
    if "=" in word:
        word = ""
    language = word.lower() if _LANGUAGE.fullmatch(word) else ""
    return language, (title[1] or title[2] or title[3] or "").strip() if title else ""


def render_code(code: str, language: str, title: str) -> str:
    """A figure of code: `pre` is reached by keyboard, since it may scroll."""
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    named = f' class="language-{escape(language)}"' if language else ""
    text = highlight_code(code, language) if language and len(code) <= MAX_HIGHLIGHTED else escape(code)
    return f'<figure class="code">{caption}<pre tabindex="0"><code{named}>{text}</code></pre></figure>\n'


@lru_cache(maxsize=2048)
def highlight_code(code: str, language: str) -> str:
    """HTML with Pygments' short class names; plain text for a language that Pygments does not know."""
    lexer = find_lexer(language, php="<?" in code)
    if lexer is None:
        return escape(code)
    from pygments.token import STANDARD_TYPES

    out: list[str] = []
    name, run = "", ""
    for _, kind, text in lexer.get_tokens_unprocessed(code):
        nearest: _TokenType | None = kind
        while nearest is not None and nearest not in STANDARD_TYPES:
            nearest = nearest.parent
        short = STANDARD_TYPES[nearest] if nearest is not None else ""
        short = "" if short == "w" else short
        if short == name:
            run += text
            continue
        if run:
            out.append(f'<span class="{name}">{escape(run)}</span>' if name else escape(run))
        name, run = short, text
    if run:
        out.append(f'<span class="{name}">{escape(run)}</span>' if name else escape(run))
    return "".join(out)


@lru_cache(maxsize=256)
def find_lexer(language: str, *, php: bool = False) -> Lexer | None:
    """The lexer for a language by any name, or None. php: the code has its own `<?`, else PHP starts at once."""
    from pygments.lexers import get_lexer_by_name

    name = _ALIASES.get(language, language)
    if name not in _lexer_names():
        return None
    if name == "php":
        return get_lexer_by_name(name, startinline=not php)
    return get_lexer_by_name(name)


@lru_cache(maxsize=1)
def _lexer_names() -> frozenset[str]:
    """Names of Pygments' own lexers: asking for an unknown one would look through every installed package."""
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases) - {"text"}
