"""`llms.txt`: a short list of the help centre for language models (llmstxt.org), which leads to the Markdown twins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.render.address import absolute_url
from kbgen.render.announce.announced import announced_pages, is_announced
from kbgen.render.frame import Frame, name_language
from kbgen.render.summaries import shorten
from kbgen.site.urls import language_root, output_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.model import Page, Section
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

# The file is to fit into a prompt beside the question: up to this many articles are all listed. Of a larger site each
# topic shows its first few, and its page, from where the rest can be reached.
MOST_ARTICLES = 250
FEWEST_OF_TOPIC = 3
_MEANT = re.compile(r"[\\\[\]]")  # backslash and brackets


def render_llms(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's `llms.txt`, with links to those of the other languages; none of what is not to be found."""
    if not is_announced(reader.options()):
        return ()
    frame = Frame(reader, target.language)
    parts = [f"# {_line(frame.title)}"]
    description = frame.t("site.description")
    if description:
        parts.append(f"> {_line(description)}")
    parts += _list_topics(frame)
    contact = reader.config("contact").contact
    if contact.routes or contact.target:
        parts.append(f"## {frame.t('page.contact')}")
        parts.append(_item(frame.t("page.contact"), absolute_url(f"{frame.home}contact/", reader), ""))
    if frame.config.multilingual:
        parts.append(f"## {frame.t('page.languages')}")
        parts.append("\n".join(_list_languages(frame)))
    text = "\n\n".join(parts) + "\n"
    return ((output_path(f"{frame.home}llms.txt", frame.config), text.encode()),)


def _list_topics(frame: Frame) -> list[str]:
    """A heading and a list for each section of the home page, then for the articles that lie in none."""
    reader, language = frame.reader, frame.language
    pages = {page.ref: page for page in announced_pages(reader, language)}
    sections = {section.ref: section for section in reader.sections(language)}
    root = sections[f"{language}/"]
    inside = {ref: _collect(sections[ref], sections, pages) for ref in root.sections}
    loose = [pages[ref] for ref in root.pages if ref in pages]
    topics = sum(1 for found in (*inside.values(), loose) if found)
    most = MOST_ARTICLES if len(pages) <= MOST_ARTICLES else max(FEWEST_OF_TOPIC, MOST_ARTICLES // topics)
    parts = []
    for ref, found in inside.items():
        if found:
            section = sections[ref]
            more = [] if len(found) <= most else [_more(section.title, section.url, len(found), frame)]
            parts.append(f"## {_line(section.title)}")
            parts.append("\n".join([*(_point_to(page, reader) for page in found[:most]), *more]))
    if loose:
        more = [] if len(loose) <= most else [_more(frame.t("page.home"), frame.home, len(loose), frame)]
        parts.append(f"## {frame.t('home.articles' if parts else 'section.articles')}")
        parts.append("\n".join([*(_point_to(page, reader) for page in loose[:most]), *more]))
    return parts


def _collect(section: Section, sections: Mapping[str, Section], pages: Mapping[str, Page]) -> list[Page]:
    """The pages of a section and of those below it, in the order shown."""
    found = [pages[ref] for ref in section.pages if ref in pages]
    for ref in section.sections:
        found += _collect(sections[ref], sections, pages)
    return found


def _point_to(page: Page, reader: Reader) -> str:
    return _item(page.article.title, f"{absolute_url(page.url, reader)}index.md", page.article.summary)


def _more(title: str, url: str, count: int, frame: Frame) -> str:
    return _item(title, absolute_url(url, frame.reader), frame.t.count("count.articles", count))


def _list_languages(frame: Frame) -> Sequence[str]:
    return [
        _item(
            name_language(language, frame.reader),
            absolute_url(f"{language_root(language, frame.config)}llms.txt", frame.reader),
            "",
        )
        for language in frame.config.site.languages
        if language != frame.language
    ]


def _item(title: str, url: str, note: str) -> str:
    return f"- [{_line(title)}]({url})" + (f": {shorten(note)}" if note else "")


def _line(text: str) -> str:
    """A text as one line that is nothing but itself in Markdown's brackets."""
    return _MEANT.sub(r"\\\g<0>", " ".join(text.split()))
