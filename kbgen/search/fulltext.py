"""Whoosh, and nothing else of kbgen knows it: the analysed terms of one language's articles, in a folder of their own.

Whoosh holds for every term in which articles it stands, with the payload that the published index has for it (see
`payload`), and takes articles in and out one by one. It finds the candidates; the reference ranks them. Whoosh's own
BM25F knows neither passages nor the shares of a title, so that near as its weights might come, the order would be
another one than the customer's.

Its last release is of 2016. Where Python 3.11 and newer warn of how it is written, that is caught here, and whatever it
raises for files that are damaged comes out as a `StateError`.
"""

from __future__ import annotations

import errno
import hashlib
import marshal
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kbgen.errors import StateError
from kbgen.garbage import without_garbage_collection
from kbgen.search.compounds import LEAST_WHOLE
from kbgen.search.terms import ArticleTerms

with warnings.catch_warnings():
    # Python reads Whoosh's files for the first time where nobody has compiled them, and warns of their backslashes.
    warnings.simplefilter("ignore")
    from whoosh import fields, formats, index, writing  # type: ignore[import-untyped]  # it ships no types
    from whoosh.codec.whoosh3 import W3Codec  # type: ignore[import-untyped]  # it ships no types
    from whoosh.reading import TermNotFound  # type: ignore[import-untyped]  # it ships no types

_OF_THE_MACHINE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EMFILE, errno.ENFILE})
"""Errors that are no damage: to make the index anew would not help."""

_MEMORY_MIB = 256
"""Of postings that are sorted in memory; more than that goes through temporary files."""


class _Bytes(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Postings that carry bytes of any length."""

    posting_size = -1

    def __init__(self) -> None:
        self.field_boost = 1.0
        self.options: dict[str, object] = {}


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is already analysed: term -> payload."""

    def __init__(self) -> None:
        self.format = _Bytes()
        self.analyzer = self.vector = self.column_type = None
        self.indexed = True
        self.stored = self.unique = self.scorable = self.spelling = False

    def index(self, value: Mapping[str, bytes], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, payload) of each."""
        return ((term.encode(), 1, 1.0, payload) for term, payload in value.items())


class FullText:
    """One language's articles, by ref. Every method raises StateError where the folder is damaged.

    folder: holds nothing else; made if it is not there. compounds: the language has them, so that `holders` is asked.
    """

    def __init__(self, folder: str, *, compounds: bool) -> None:
        self._folder = folder
        self._compounds = compounds
        self._refs: list[str] = []
        self._reader: Any = None
        with _guard(folder):
            if index.exists_in(folder):
                self._index = index.open_dir(folder)
            else:
                os.makedirs(folder, exist_ok=True)
                schema = fields.Schema(
                    ref=fields.ID(unique=True, sortable=True), terms=Terms(), wholes=Terms(), forms=fields.STORED
                )
                self._index = index.create_in(folder, schema)

    def update(self, gone: Iterable[str], new: Iterable[tuple[str, ArticleTerms]]) -> None:
        """Take articles out, then others in. One that changed is in both."""
        self.close()
        codec = W3Codec()
        # Nobody asks for the length of a field, and Whoosh would ask the disk for it at every posting.
        codec.length_stats = False
        with _guard(self._folder), without_garbage_collection():
            writer: writing.SegmentWriter = self._index.writer(limitmb=_MEMORY_MIB, codec=codec)
            try:
                for ref in gone:
                    writer.delete_by_term("ref", ref)
                for ref, terms in new:
                    long = (form for form in terms.forms if len(form) >= LEAST_WHOLE and form.isalpha())
                    wholes = dict.fromkeys(long, b"\0") if self._compounds else {}
                    forms = marshal.dumps(dict(terms.forms))
                    writer.add_document(ref=ref, terms=terms.payloads, wholes=wholes, forms=forms)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def forms(self, ref: str) -> dict[str, str]:
        """Word as the article writes it -> its term, as they were when it was taken in."""
        with _guard(self._folder):
            reader = self._open()
            for number in _numbers(lambda: reader.postings("ref", ref)):
                forms: dict[str, str] = marshal.loads(reader.stored_fields(number[0])["forms"])  # noqa: S302  # our own, sealed
                return forms
        raise StateError(f"{ref} is not in the full-text index")

    def places(self, term: str) -> dict[str, bytes]:
        """Ref of every article that has a term -> where it stands there."""
        return self._look_up("terms", term)

    def holders(self, form: str) -> set[str]:
        """Refs of the articles that write a word so; of words long enough to be compounds."""
        return set(self._look_up("wholes", form))

    def seal(self) -> str:
        """Digest of all files, so that what is damaged or not ours is seen before Whoosh reads it."""
        return seal_folder(self._folder)

    def close(self) -> None:
        """Let go of the files."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _look_up(self, field: str, word: str) -> dict[str, bytes]:
        with _guard(self._folder):
            reader = self._open()
            refs = self._refs
            return {refs[number]: payload for number, payload in _numbers(lambda: reader.postings(field, word))}

    def _open(self) -> Any:
        if self._reader is None:
            self._reader = self._index.reader()
            self._refs = []
            if self._reader.doc_count_all():
                column = self._reader.column_reader("ref")
                self._refs = [column[number] for number in range(self._reader.doc_count_all())]
        return self._reader


def seal_folder(folder: str) -> str:
    """SHA-256 over the names and bytes of a folder's files; empty if there is no such folder."""
    digest = hashlib.sha256()
    try:
        names = sorted(name for name in os.listdir(folder) if not name.endswith("WRITELOCK"))
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                digest.update(
                    f"{name}\0".encode("utf-8", "surrogateescape") + hashlib.file_digest(file, "sha256").digest()
                )
    except OSError:
        return ""
    return digest.hexdigest()


def _numbers(open_postings: Callable[[], Any]) -> Iterator[tuple[int, bytes]]:
    """(number of the article, payload) of every posting of a living article."""
    try:
        matcher = open_postings()
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.value()
        matcher.next()


@contextmanager
def _guard(folder: str) -> Iterator[None]:
    """Let Whoosh be Whoosh: no warnings of its age, and one error for all that damaged files make it raise."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"whoosh\b")
        warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"whoosh\b")
        try:
            yield
        except StateError:
            raise
        except Exception as error:  # it raises whatever its parser trips over
            if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
                raise
            raise StateError(f"the full-text index in {folder} is damaged: {error!r}") from error
