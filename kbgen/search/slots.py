"""Numbers for articles that stay when others come and go, so that one article more changes few postings.

An article's slot follows from the digest of its name in a space at least four times as large as the number of articles.
Where two want the same slot, the later one in order takes the next. Only neighbours in such a cluster ever move; when
the number of articles passes a power of two, all do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_LEAST = 256


def slot_space(count: int) -> int:
    """How many slots there are for so many articles: a power of two."""
    return max(_LEAST, 1 << (4 * count - 1).bit_length()) if count else _LEAST


def assign_slots(names: Iterable[str]) -> dict[str, int]:
    """Name -> slot, in the order of slots. A slot may lie a little beyond the space, where its end is crowded."""
    known = sorted(set(names))
    space = slot_space(len(known))
    wanted = sorted((int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % space, name) for name in known)
    slots: dict[str, int] = {}
    last = -1
    for slot, name in wanted:
        last = max(last + 1, slot)
        slots[name] = last
    return slots
