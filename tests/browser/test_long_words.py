"""Words wider than a phone break wherever they stand, and what cannot break scrolls by itself."""

from __future__ import annotations

import pytest

from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config

WORDS = {
    "en": "Antidisestablishmentarianismdisestablishmentarianism-averse",
    "sv": "Betalningsuppgiftsgranskningsförfarandebeskrivningarna",
    "ja": "「エンタープライズインフラストラクチャー上のアプリケーションマーケットプレイス：ホストのインストール」",
}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_page_of_long_words_is_no_wider_than_a_phone(language, tmp_path, serve, page):
    word = WORDS[language]
    text = (
        f"{word}を確認する {word}\n\n- `{word}`\n\n| {word} | b |\n|---|---|\n| {word} | {word} |\n\n    {word * 3}\n"
    )
    (tmp_path / "kbgen.toml").write_text(f'[site]\ntitle = "{word}"\nlanguage = "{language}"\n', "utf-8")
    (tmp_path / "content").mkdir()
    for number in range(3):
        article = f"---\ntitle: '{word}{number}'\n---\n## {word}\n\n{text}\n[{word}](a1.md)\n"
        (tmp_path / "content" / f"a{number}.md").write_text(article, "utf-8")
    config, options = build_options(load_config(str(tmp_path), None, str(tmp_path)), date="2026-05-01", jobs=1)
    build_site(config, options, Quiet())
    page.set_viewport_size({"width": 320, "height": 640})
    with serve(tmp_path / "site") as address:
        for path in ("/", "/a1/", "/search/", "/contact/"):
            page.goto(address + path)
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{path} is {overflow} px wider than the window"
