"""Files of search: synonyms that cannot be read, or are none."""

from __future__ import annotations

from tests.broken.case import LANGUAGES, TWO, Case

FILE = "content/_data/synonyms.yml"


def synonyms(name, text, line, *says, **more):
    """A case of one file of synonyms."""
    level = more.pop("level", "warning")
    return Case(name, "synonyms-file", level, FILE, line, says, {FILE: text}, **more)


CASES = (
    synonyms("synonyms that are no YAML", "- [a, b\n", 2, "cannot be read as YAML", "- [invoice, bill]", level="error"),
    synonyms("synonyms that are no list", "invoice\n", 1, "no list of groups", "- [invoice, bill]"),
    synonyms("a group that is a word", "- [a, b]\n- invoice\n", 2, "a group is no list of words"),
    synonyms("a group of one", "- [a, b]\n- [bill]\n", 2, "fewer than two words", "called besides"),
    synonyms(
        "synonyms of no language",
        "se:\n  - [a, b]\n",
        1,
        '"se" is none of the site\'s languages',
        base=LANGUAGES,
        config=TWO,
    ),
    synonyms("a language without groups", "en: bill\n", 1, "under en is no list of groups"),
)
