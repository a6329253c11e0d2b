"""A site as laid out builds at once, without a word of complaint."""

from __future__ import annotations

import pytest

from kbgen.authoring.init import Answers, lay_out
from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config


def build(folder, **chosen):
    config, options = build_options(load_config(str(folder), None, str(folder)), date="2026-05-01", jobs=1, **chosen)
    return build_site(config, options, Quiet())


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(title="Hjälp", languages=("sv", "en", "nb", "ja"), contact="help@example.com"),
        Answers(languages=("en", "fi"), host="caddy", contact="https://example.com/contact"),
        Answers(title='A "quoted" $title', languages=("de", "sv"), contact="netlify"),
    ],
    ids=lambda answers: "-".join(answers.languages),
)
@pytest.mark.parametrize("edition", ["public", "agents"])
def test_what_init_lays_out_builds_without_a_warning(tmp_path, answers, edition):
    lay_out(str(tmp_path), answers)
    result = build(tmp_path, edition=edition, base_url="https://help.example.com")
    assert not result.problems
    assert result.pages == 3 * len(answers.languages)
    assert not build(tmp_path, edition=edition, base_url="https://help.example.com").rendered


def test_a_site_without_an_address_builds_too(tmp_path):
    lay_out(str(tmp_path), Answers())
    assert not build(tmp_path).problems
