"""Files of search: synonyms and expected searches that cannot be read, or are none."""

from __future__ import annotations

from tests.broken.case import LANGUAGES, TWO, Case

FILE = "content/_data/synonyms.yml"
SEARCHES = "content/_data/searches.yml"


def synonyms(name, text, line, *says, **more):
    """A case of one file of synonyms."""
    level = more.pop("level", "warning")
    return Case(name, "synonyms-file", level, FILE, line, says, {FILE: text}, **more)


def searches(name, text, line, *says, **more):
    """A case of one file of expected searches."""
    level = more.pop("level", "warning")
    return Case(name, "searches-file", level, SEARCHES, line, says, {SEARCHES: text}, **more)


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
    searches(
        "searches that are no YAML", "en:\n  a: [b\n", 3, "cannot be read as YAML", "`refund: refunds`", level="error"
    ),
    searches("searches that are a list", "- begin\n", 1, "no list of languages", "`refund: refunds`"),
    searches(
        "searches of no language",
        "se:\n  börja: start\n",
        1,
        '"se" is none of the site\'s languages',
        base=LANGUAGES,
        config=TWO,
    ),
    searches("a language without searches", "en: start\n", 1, "under en is no list of searches"),
    searches("a search for no article", "en:\n  begin: start\n  else:\n", 3, "`else` has no article", "id after"),
    searches("a search without words", 'en:\n  begin: start\n  "": start\n', 3, "without words", "customers type"),
    searches("a search that stands twice", "en:\n  begin: start\n  Begin: other\n", 3, "`Begin` is expected", "line 2"),
    searches("a search for an article that is not there", "en:\n  begin: strat\n", 2, "id `strat` in en", "`start`"),
    searches(
        "a search for an article of another language",
        "sv:\n  börja: start\n  annat: other\n",
        3,
        "id `other` in sv",
        "kbgen list --json",
        base=LANGUAGES,
        config=TWO,
    ),
    searches(
        "a search with a misspelt key", "en:\n  begin: {articel: start}\n", 2, "`articel` of `begin`", "`article`"
    ),
    searches(
        "a search within nothing", "en:\n  begin: {article: start, within: 0}\n", 2, "no number from 1", "`within: 1`"
    ),
)
