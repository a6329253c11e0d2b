"""Lighthouse gives every kind of page full marks, as a phone and as a desktop."""

from __future__ import annotations

import pytest

from tests.browser.chromium import MISSING, find_chromium
from tests.browser.host import serving
from tests.lighthouse.audit import JUDGED, judge_pages
from tests.showcase.site import lay_out_showcase, list_themes

# A machine that does other work meanwhile takes some points of performance away, and never gives any.
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Pages of the same template with other words are looked at by `make lighthouse`.
ALIKE = {"section-nested", "section-empty", "article-title", "article-table", "archived"}


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("theme", list_themes())
def test_full_marks(theme, tmp_path):
    assert find_chromium(), MISSING
    site = lay_out_showcase(tmp_path / "site", theme)
    site.build()
    with serving(site.output) as address:
        kinds = [kind for kind in JUDGED if kind not in ALIKE]
        short = [
            f"{verdict.name} {verdict.form}: {category} {verdict.scores[category]}: {'; '.join(verdict.faults)}"
            for verdict in judge_pages(address, kinds, ["en"], runs=3)
            for category, least in LEAST.items()
            if verdict.scores[category] < least or verdict.cls > 0
        ]
    assert not short, "\n".join(short)
