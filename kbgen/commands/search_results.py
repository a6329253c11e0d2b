"""What `kbgen search` and `kbgen suggest` have to tell, as lines of text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kbgen.results import count_things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.build.searching import Answer, Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer, for a customer. public: where customers may read it; None if they may not. site_url: or empty."""

    answer: Answer
    public: Place | None
    site_url: str

    @property
    def heading(self) -> str | None:
        """The heading that answers, if customers see it."""
        anchor = self.answer.hit.url.partition("#")[2]
        return self.answer.hit.heading if self.public is not None and anchor in self.public.anchors else None

    @property
    def link(self) -> str | None:
        """The link to send."""
        if self.public is None:
            return None
        anchor = self.answer.hit.url.partition("#")[2]
        parts = urlsplit(self.site_url)
        origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        return origin + self.public.address + (f"#{anchor}" if anchor in self.public.anchors else "")


def format_answers(answers: Sequence[Answer], language: str, *, as_json: bool) -> list[str]:
    """Articles that answer, best first. language: that was asked for; hits of another one are told as such."""
    if as_json:
        return [json.dumps([_row(answer) for answer in answers], ensure_ascii=False, indent=2)]
    lines: list[str] = []
    for number, answer in enumerate(answers, 1):
        hit = answer.hit
        other = f"[{hit.language}] " if hit.language != language else ""
        lines.append(f"{number:>2}. {other}{_clean(hit.title)}  {hit.url}  ({_clean(answer.article.path)})")
        told = ": ".join(_clean(part) for part in (hit.heading, hit.excerpt) if part)
        lines += [f"    {told}"] if told else []
    return lines


def format_suggestions(suggestions: Sequence[Suggestion], *, as_json: bool, agents: bool) -> list[str]:
    """Articles to send, one a line, best first. agents: internal articles are among them, and marked."""
    if as_json:
        rows = []
        for found in suggestions:
            row = _row(found.answer) | {"link": found.link}
            rows.append(row | {"internal": found.public is None} if agents else row)
        return [json.dumps(rows, ensure_ascii=False, indent=2)]
    lines = []
    for found in suggestions:
        hit = found.answer.hit
        if found.link is None:
            lines.append(f"[internal, do not send] {_clean(hit.title)}  ({_clean(found.answer.article.path)})")
        else:
            heading = f" ({_clean(found.heading)})" if found.heading else ""
            lines.append(f"{_clean(hit.title)}{heading}: {found.link}")
    return lines


def tell_nothing(query: str, answers: Sequence[Answer], broken: int, *, as_json: bool) -> list[str]:
    """What to know beside the answers, each a line with its end. query: empty if it was a whole message."""
    told = []
    if not answers:
        long = len(query.split()) > 1 or not query
        hint = "Try fewer or other words" if long else "Try another word"
        told.append(f"Nothing found. {hint}, or give an article these words as `keywords`.\n")
    if broken and not as_json:
        what = count_things(broken, "article has an error", "articles have errors")
        told.append(f"{what} and may be missing here: kbgen build tells which.\n")
    return told


def _row(answer: Answer) -> dict[str, Any]:
    row = asdict(answer.hit)
    row["marks"] = [list(mark) for mark in answer.hit.marks]
    return row | {"source": answer.article.path}


def _clean(text: str) -> str:
    """One line, without what a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
