"""What a reader should know before reading: borrowed from another language, for agents, archived, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.dates import language_name

if TYPE_CHECKING:
    from kbgen.model import Article
    from kbgen.render.frame import Frame


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before reading. kind: fallback, agents, archived, unverified or draft."""

    kind: str
    text: str


def list_notices(article: Article, frame: Frame, *, fallback: bool) -> tuple[Notice, ...]:
    """What the reader should know first."""
    notices = []
    meta = article.meta
    if fallback:
        language = language_name(article.language, frame.t.written)
        notices.append(Notice("fallback", frame.t("notice.fallback", language=language)))
    if meta.audience == "agents":
        notices.append(Notice("agents", frame.t("notice.agents")))
    if meta.state in ("archived", "unverified", "draft"):
        notices.append(Notice(meta.state, frame.t(f"notice.{meta.state}")))
    return tuple(notices)
