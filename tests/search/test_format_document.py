"""The document of the search format: its example is what kbgen makes, byte by byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kbgen.search import language
from kbgen.search.manifest import FORMAT, decode_manifest, file_name
from kbgen.site.urls import ASSETS
from tests.search.published import ask_in_node, open_published, read_pointers
from tests.sites import SiteFolder

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "search-format.md"
BLOCK = re.compile(r"^```(\w+) (\S[^\n]*)\n(.*?\n)```$", re.MULTILINE | re.DOTALL)
BYTES = re.compile(r"(?:[0-9a-f]{2} ?)+")


def read_blocks():
    """Kind and name of each block that is named -> its text."""
    return {(kind, name): text for kind, name, text in BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def blocks():
    return read_blocks()


@pytest.fixture(scope="module")
def output(tmp_path_factory, blocks):
    """The document's site, built with the document's word lists."""
    words = tmp_path_factory.mktemp("words")
    (words / "en.toml").write_text(blocks["toml", "words"], encoding="utf-8")
    site = SiteFolder(tmp_path_factory.mktemp("site"))
    for (_, name), text in blocks.items():
        if name == "kbgen.toml" or name.startswith("content/"):
            site.write(name, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_WORDS", words)
        language.load_language.cache_clear()
        assert site.build().problems == ()
    language.load_language.cache_clear()
    return site.output


@pytest.fixture(scope="module")
def published(output):
    """The files of the index: kind -> bytes; `s` by first letter, excerpts by id."""
    folder = output / ASSETS
    name = read_pointers(output)["languages"]["en"]
    manifest = decode_manifest((folder / name).read_bytes())
    files = {"m": (folder / name).read_bytes()}
    for kind, digest in (("t", manifest.table), ("f", manifest.facets), ("l", manifest.lexicon)):
        files[kind] = (folder / file_name("en", kind, digest)).read_bytes()
    (digests,) = manifest.excerpts
    files["e"] = (folder / file_name("en", "e", digests)).read_bytes()
    (block,) = manifest.blocks
    files["w"] = (folder / file_name("en", "w", block)).read_bytes()
    for letter, digest in manifest.spelling.items():
        files[f"s {letter}"] = (folder / file_name("en", "s", digest)).read_bytes()
    for path in folder.glob("en-[0-9]*.json"):
        files[json.loads(path.read_bytes())["id"]] = path.read_bytes()
    return files


def read_hex(text):
    """The bytes of a block; what stands after two blanks is a remark."""
    return b"".join(bytes.fromhex(BYTES.match(line)[0]) for line in text.splitlines())


def test_the_document_is_of_this_format():
    assert f"\nformat {FORMAT}. " in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kind"), [("manifest", "m"), ("facets", "f"), ("lexicon", "l"), ("excerpt refunds", "refunds")]
)
def test_json_files_are_as_told(blocks, published, name, kind):
    assert json.loads(blocks["json", name]) == json.loads(published[kind])


def test_the_pointers_are_as_told(blocks, output):
    assert json.loads(blocks["json", "pointers"]) == read_pointers(output)


@pytest.mark.parametrize(("name", "kind"), [("table", "t"), ("digests", "e"), ("block", "w")])
def test_bytes_are_as_told(blocks, published, name, kind):
    assert read_hex(blocks["hex", name]).hex(" ") == published[kind].hex(" ")


def test_spelling_is_as_told(blocks, published):
    assert blocks["text", "spelling r"].encode() == published["s r"]


def test_questions_find_what_is_told(blocks, output):
    told = json.loads(blocks["json", "answers"])
    search = open_published(output)["en"]
    assert {query: [[hit.id, hit.score, hit.url] for hit in search.find(query)] for query in told} == told
    found = ask_in_node(output, [("en", query, False) for query in told])
    assert {
        query: [[hit["id"], hit["score"], hit["url"]] for hit in hits] for query, hits in zip(told, found, strict=True)
    } == told
