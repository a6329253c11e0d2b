"""Text for search: plain, by heading, code included, without what the interface adds."""

from __future__ import annotations

from tests.content.markdown.cases import render


def passages(text):
    return [(passage.heading, " ".join(passage.text.split())) for passage in render(text).body.passages]


def test_text_is_gathered_by_heading():
    assert passages("Intro *x*.\n\n## One\n\nA & `b < c`\n\n## Empty\n\n## Two\n\nLast\n") == [
        (None, "Intro x."),
        (0, "A & b < c"),
        (2, "Last"),
    ]


def test_code_is_text_and_labels_are_not():
    assert passages("> [!NOTE] Mind\n> Gap\n\n```bash\nls -l\n```\n\n::: details\nDeep\n:::\n") == [
        (None, "Mind Gap ls -l Deep")
    ]


def test_words_of_neighbouring_blocks_stay_apart():
    assert passages("- a\n- b\n\n| c | d |\n|---|---|\n| e | f |\n\n<p>g</p><p>h</p>\n") == [(None, "a b c d e f gh")]


def test_placeholders_and_entities_are_found():
    assert passages("Set <project-id> &amp; go\n\n<div>a &lt; b</div>\n") == [(None, "Set <project-id> & go a < b")]


def test_softly_broken_lines_do_not_run_together():
    assert passages("one\ntwo  \nthree\n") == [(None, "one two three")]
