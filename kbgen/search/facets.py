"""What results can be narrowed by: product, version, section and type, in a file that is fetched when somebody does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facets:
    """Of one article. section: (folder, title), or None at the root. type: None if it has none."""

    slot: int
    products: tuple[str, ...]
    versions: tuple[str, ...]
    section: tuple[str, str] | None
    type: str | None


def encode_facets(articles: Iterable[Facets]) -> bytes:
    """As JSON: the values, and for each article the numbers of its own, -1 for none."""
    known = sorted(articles, key=lambda facets: facets.slot)
    products = sorted({product for facets in known for product in facets.products})
    versions = sorted({version for facets in known for version in facets.versions})
    sections = sorted({facets.section for facets in known if facets.section})
    types = sorted({facets.type for facets in known if facets.type})
    of_product, of_version, of_section, of_type = (
        {value: number for number, value in enumerate(values)} for values in (products, versions, sections, types)
    )
    rows = [
        [
            facets.slot,
            [of_product[product] for product in facets.products],
            [of_version[version] for version in facets.versions],
            of_section[facets.section] if facets.section else -1,
            of_type[facets.type] if facets.type else -1,
        ]
        for facets in known
    ]
    values = {"products": products, "versions": versions, "sections": sections, "types": types, "articles": rows}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
