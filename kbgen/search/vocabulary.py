"""The words of one language's articles and how many have each, counted as articles come and go; kept beside Whoosh.

Whoosh counts articles that are gone until it gets round to merging its files. What rarity and spelling depend on must
be exact, so it is counted here.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kbgen.atomic import replace_file
from kbgen.search.blocks import Form
from kbgen.search.compounds import LEAST_PART, Compounds
from kbgen.search.language import SearchLanguage
from kbgen.search.terms import ArticleTerms

_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Known:
    """One article. terms: digest of its terms. length, title: as in `ArticleTerms`."""

    terms: bytes
    length: int
    title: int


@dataclass(slots=True)
class Vocabulary:
    """listed: by ref. forms: by how they are written. splits: as in `compounds`. seal: of Whoosh's files."""

    listed: dict[str, Known] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    splits: dict[str, tuple[str, str]] = field(default_factory=dict)
    seal: str = ""

    def remove(self, ref: str, forms: Iterable[str]) -> None:
        """Count an article out. forms: its words."""
        del self.listed[ref]
        for name in forms:
            form = self.forms[name]
            form.count -= 1
            if not form.count:
                del self.forms[name]

    def add(self, ref: str, digest: bytes, terms: ArticleTerms) -> None:
        """Count an article in."""
        self.listed[ref] = Known(digest, terms.length, terms.title)
        for name, term in terms.forms.items():
            form = self.forms.get(name)
            if form is None:
                self.forms[name] = Form(1, term)
            else:
                form.count += 1

    def split_again(self, language: SearchLanguage) -> None:
        """Work out what words are made of, after articles came or went."""
        if language.compounds:
            known = {
                name: form.count for name, form in self.forms.items() if len(name) >= LEAST_PART and name.isalpha()
            }
            compounds = Compounds(language.stem, known)
            compounds.resplit()
            self.splits = compounds.splits


def changed_articles(known: Mapping[str, Known], wanted: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """(refs to take out, refs to take in), so that just the wanted ones are known. wanted: ref -> digest of terms."""
    gone = [ref for ref, article in known.items() if wanted.get(ref) != article.terms]
    new = [ref for ref, digest in wanted.items() if ref not in known or known[ref].terms != digest]
    return gone, new


def load_vocabulary(path: str, code: str, language: str) -> Vocabulary:
    """What `save_vocabulary` kept, or an empty one if it is damaged or was made by other code. code: fingerprint."""
    try:
        with open(path, "rb") as file:
            digest, blob = file.read(_DIGEST_BYTES), file.read()
        if hashlib.sha256(blob).digest() != digest:
            return Vocabulary()
        made_by, of, listed, forms, splits, seal = marshal.loads(blob)  # noqa: S302  # our own file, digest checked
    except (OSError, ValueError, EOFError, TypeError):
        return Vocabulary()
    if (made_by, of) != (code, language):
        return Vocabulary()
    return Vocabulary(
        {ref: Known(*article) for ref, article in listed.items()},
        {name: Form(*form) for name, form in forms.items()},
        splits,
        seal,
    )


def save_vocabulary(path: str, vocabulary: Vocabulary, code: str, language: str) -> None:
    """Keep what `load_vocabulary` reads. Raises OSError."""
    listed = {ref: (known.terms, known.length, known.title) for ref, known in vocabulary.listed.items()}
    forms = {name: (form.count, form.term) for name, form in vocabulary.forms.items()}
    blob = marshal.dumps((code, language, listed, forms, vocabulary.splits, vocabulary.seal))
    replace_file(path, hashlib.sha256(blob).digest() + blob)
