"""The files of a search index beside its blocks: table, facets, manifest, and the entry with a lasting address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kbgen.build.indexstate import LanguageIndex
from kbgen.build.state import Output
from kbgen.search.corpus import CorpusIndex
from kbgen.search.facets import Facets, encode_facets
from kbgen.search.language import load_language
from kbgen.search.manifest import FORMAT, Manifest, encode_manifest, file_name, shorten_firsts
from kbgen.search.slots import slot_space
from kbgen.search.table import DIGEST_BYTES, Row, encode_digests, encode_table, length_class
from kbgen.search.tiers import common_limit
from kbgen.site.searchable import list_searchable

if TYPE_CHECKING:
    from kbgen.model import Site


_ENTRY = """import {{ openIndex }} from "./a/{client}";
export const pointers = {pointers};
export const open = (base) =>
  openIndex(pointers, base ?? new URL("../", import.meta.url).href, (again) => import(`./search.js?${{again}}`));
"""


def make_entry(first: str, manifests: Mapping[str, str], client: str, *, offline: bool) -> bytes:
    """`/_kb/search.js`. first: the site's main language. manifests: language -> digest. client: file name of the script
    that opens an index.
    """
    languages = {language: file_name(language, "m", digest) for language, digest in manifests.items()}
    pointers = json.dumps(
        {"format": FORMAT, "language": first, "languages": languages}, ensure_ascii=False, separators=(",", ":")
    )
    return (f"kbgenPointers({pointers});\n" if offline else _ENTRY.format(client=client, pointers=pointers)).encode()


def list_names(language: str, index: LanguageIndex) -> Iterable[str]:
    """Names of all files of an index."""
    yield from {file_name(language, "w", digest) for *_, digest in index.corpus.blocks}
    yield from {file_name(language, "s", digest) for digest in index.corpus.spelling.values()}
    yield from {file_name(language, "e", digest) for digest in index.excerpts}
    for kind, digest in (("f", index.facets), ("l", index.lexicon), ("t", index.table), ("m", index.manifest)):
        if digest:
            yield file_name(language, kind, digest)


def make_table(corpus: CorpusIndex) -> bytes:
    """The table of articles."""
    return encode_table([Row(row.slot, length_class(row.length), row.title) for row in corpus.listed.values()])


def make_digests(corpus: CorpusIndex, outputs: Mapping[str, Output]) -> list[bytes]:
    """The files of the excerpts' digests. outputs: of the articles' pages."""
    digests = {}
    for ref, row in corpus.listed.items():
        name = f"section:{ref[:-1]}" if ref.endswith("/") else f"article:{ref}"
        # A page's excerpt is the last of its files: `<language>-<slot>-<digest>.json`.
        digests[row.slot] = outputs[name].files[-1][0].rpartition("-")[2][: 2 * DIGEST_BYTES]
    return encode_digests(digests)


def make_manifest(language: str, index: LanguageIndex) -> bytes:
    """The manifest of an index whose other files are named."""
    corpus, features = index.corpus, load_language(language)
    total = sum(row.length for row in corpus.listed.values())
    manifest = Manifest(
        language=language,
        articles=len(corpus.listed),
        length=length_class(total / len(corpus.listed)) if corpus.listed else 0,
        common=common_limit(slot_space(len(corpus.listed))),
        compounds=features.compounds,
        elide=features.elide,
        firsts=shorten_firsts((first, last) for first, last, _ in corpus.blocks),
        blocks=[digest for *_, digest in corpus.blocks],
        spelling=corpus.spelling,
        excerpts=index.excerpts,
        table=index.table,
        facets=index.facets,
        lexicon=index.lexicon,
    )
    return encode_manifest(manifest)


def make_facets(site: Site, language: str, slots: Mapping[str, int]) -> bytes:
    """What results of a language can be narrowed by."""
    return encode_facets(_facets(site, language, slots))


def _facets(site: Site, language: str, slots: Mapping[str, int]) -> Iterable[Facets]:
    for ref, article in list_searchable(site, language).items():
        above = site.sections[ref[:-1]].parent if ref.endswith("/") else site.pages[ref].section
        section = site.sections.get(above) if above else None
        versions = {version for listed in article.meta.applies_to.values() for version in listed}
        yield Facets(
            slots[ref],
            tuple(article.meta.applies_to),
            tuple(sorted(versions)),
            (section.folder, section.title) if section is not None and section.parent is not None else None,
            article.meta.type,
        )
