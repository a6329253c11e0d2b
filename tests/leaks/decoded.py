"""Every text that a published search index holds, decoded: its words share their beginnings, so no search of bytes finds them."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from kbgen.search.blocks import decode_entry
from kbgen.search.tokens import fold, normalise
from kbgen.site.urls import ASSETS
from tests.search.published import open_published, read_pointers


def index_texts(output):
    """(kind of file, text) of all that an index of an output folder says."""
    yield "entry", json.dumps(read_pointers(output), ensure_ascii=False)
    for language, search in open_published(output).items():
        shelf = search.shelf
        manifest = shelf.manifest
        yield from (("manifest", text) for text in (*manifest.firsts, *manifest.spelling))
        for first in manifest.firsts:
            for key, data in shelf._block(first).items():
                entry = decode_entry(key, data)
                terms = [form.term for form in entry.forms.values()]
                yield from (("block", text) for text in (key, *entry.forms, *terms, *entry.terms))
        for letter in manifest.spelling:
            yield from (("spelling", word) for word in shelf.spelling(letter))
        for words in (shelf.lexicon.stop, shelf.lexicon.asking):
            yield from (("lexicon", word) for word in words)
        yield from (("lexicon", word) for group in shelf.lexicon.groups for phrase in group for word in phrase)
        facets = Path(output) / ASSETS / f"{language}-f{manifest.facets}.json"
        yield from (("facets", text) for text in strings(json.loads(facets.read_bytes())))
        for slot in shelf.rows:
            yield from (("card", text) for text in strings(search._card(slot)))


def strings(value):
    """Every text in a value of JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def find_indexed(output, words):
    """(kind of file, word) of the words that an index holds, with its marks or without them."""
    sought = {fold(normalise(word)): word for word in words}
    found = set()
    for kind, text in index_texts(output):
        folded = fold(normalise(unquote(text)))
        found |= {(kind, word) for plain, word in sought.items() if plain in folded}
    return sorted(found)
