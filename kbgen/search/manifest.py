"""The manifest of one language's index: which files there are, and what holds for all articles.

It is JSON. `client/search` and `reference` read it; `docs/search-format.md` describes it. FORMAT rises with every
change that an older client would misread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

FORMAT = 2
NAME_DIGITS = 10
"""Hex digits of a digest in a file's name."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One language's index.

    length: average words of a body, as a class (`table`). common: terms in more articles than this are common
    (`tiers`). firsts, blocks: beginning of the first key (`shorten_firsts`) and digest of every block. spelling: first
    letter -> digest. excerpts: digests of the files with the excerpts' digests. table, facets, lexicon: digests.
    """

    language: str
    articles: int
    length: int
    common: int
    compounds: bool
    elide: bool
    firsts: Sequence[str]
    blocks: Sequence[str]
    spelling: Mapping[str, str]
    excerpts: Sequence[str]
    table: str
    facets: str
    lexicon: str
    format: int = FORMAT


def shorten_firsts(blocks: Iterable[tuple[str, str]]) -> list[str]:
    """Of each block's first key as much as tells it from the last key before it. blocks: (first key, last key)."""
    firsts, before = [], ""
    for first, last in blocks:
        length = next(
            (n for n, (one, other) in enumerate(zip(before, first, strict=False)) if one != other), len(before)
        )
        firsts.append(first[: length + 1])
        before = last
    return firsts


def encode_manifest(manifest: Manifest) -> bytes:
    """As JSON: lists of names as one text each, which compresses better."""
    values = {field.name: getattr(manifest, field.name) for field in fields(manifest)}
    values |= {
        "firsts": "\n".join(manifest.firsts),
        "blocks": "".join(manifest.blocks),
        "excerpts": "".join(manifest.excerpts),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode_manifest(data: bytes) -> Manifest:
    """The inverse of `encode_manifest`."""
    values = json.loads(data)
    for key in ("blocks", "excerpts"):
        names = values[key]
        values[key] = [names[at : at + NAME_DIGITS] for at in range(0, len(names), NAME_DIGITS)]
    values["firsts"] = values["firsts"].split("\n") if values["blocks"] else []
    return Manifest(**values)


def file_name(language: str, kind: str, digest: str) -> str:
    """Name of an index file in the folder of hashed files.

    kind: w a block, s spelling, t table, e digests of excerpts, f facets, l lexicon, m the manifest. The ending is one
    that hosts compress.
    """
    return f"{language}-{kind}{digest}.{'json' if kind in 'flm' else 'txt'}"
