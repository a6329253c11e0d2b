"""The index of a few articles, made in memory: opened as the reference opens it, or laid down for the browser's modules."""

from __future__ import annotations

import json
from pathlib import Path

from kbgen.search.corpus import Corpus, CorpusIndex, Listed, name_digest
from kbgen.search.facets import Facets, encode_facets
from kbgen.search.language import load_language
from kbgen.search.lexicon import compile_lexicon, encode_lexicon
from kbgen.search.manifest import FORMAT, Manifest, decode_manifest, encode_manifest, file_name, shorten_firsts
from kbgen.search.reference.search import Search
from kbgen.search.slots import assign_slots, slot_space
from kbgen.search.table import Row, encode_digests, encode_table, length_class
from kbgen.search.terms import analyse_article, digest_terms, pack_terms
from kbgen.search.tiers import common_limit
from kbgen.site.passages import list_passages
from kbgen.site.searchable import excerpt_name


def index_articles(articles, code="en", synonyms=()):
    """(name of the manifest, files by name). articles: as `make_article` gives them, each with a name of its own."""
    language = load_language(code)
    known = {f"{code}/{article.id}": (article, outline, body) for article, outline, body in articles}
    terms = {ref: analyse_article(*found, language) for ref, found in known.items()}
    slots = assign_slots(known)
    listed = {ref: Listed(slots[ref], digest_terms(pack_terms(terms[ref])), f"{ref}.md") for ref in slots}
    corpus = Corpus(language, CorpusIndex(), terms.__getitem__, terms.__getitem__, {}.__getitem__)
    index = corpus.update(listed)
    files = corpus.files

    def add(kind, data):
        digest = name_digest(data)
        files[file_name(code, kind, digest)] = data
        return digest

    rows, facets, digests = [], [], {}
    for ref, row in index.listed.items():
        data = json.dumps(make_card(*known[ref])).encode()
        digest = name_digest(data)[:6]
        files[excerpt_name(code, row.slot, digest)] = data
        digests[row.slot] = digest
        rows.append(Row(row.slot, length_class(row.length), row.title))
        meta = known[ref][0].meta
        facets.append(Facets(row.slot, tuple(meta.applies_to), (), None, meta.type))
    total = sum(row.length for row in index.listed.values())
    manifest = Manifest(
        language=code,
        articles=len(rows),
        length=length_class(total / len(rows)) if rows else 0,
        common=common_limit(slot_space(len(rows))),
        compounds=language.compounds,
        elide=language.elide,
        firsts=shorten_firsts((first, last) for first, last, _ in index.blocks),
        blocks=[digest for *_, digest in index.blocks],
        spelling=index.spelling,
        excerpts=[add("e", data) for data in encode_digests(digests)],
        table=add("t", encode_table(rows)),
        facets=add("f", encode_facets(facets)),
        lexicon=add("l", encode_lexicon(compile_lexicon(language, synonyms))),
    )
    return file_name(code, "m", add("m", encode_manifest(manifest))), files


def make_card(article, outline, body):
    """What the excerpt file of an article holds."""
    return {
        "id": article.id,
        "url": f"/{article.id}/",
        "title": article.title,
        **({"summary": article.summary} if article.summary else {}),
        "passages": [[found.anchor, found.heading, found.text] for found in list_passages(outline, body)],
    }


def open_articles(articles, code="en", synonyms=()):
    """The index of articles, opened."""
    name, files = index_articles(articles, code, synonyms)
    return Search(decode_manifest(files[name]), files.__getitem__)


def write_articles(folder, articles, code="en"):
    """Lay an index down as a build does, so that `published` opens it. folder: of the output."""
    name, files = index_articles(articles, code)
    pointers = {"format": FORMAT, "language": code, "languages": {code: name}}
    below = Path(folder) / "_kb/a"
    below.mkdir(parents=True)
    (Path(folder) / "_kb/search.js").write_text(f"export const pointers = {json.dumps(pointers)};\n", encoding="utf-8")
    for file, data in files.items():
        (below / file).write_bytes(data)
