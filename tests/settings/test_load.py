"""Where kbgen.toml is found, and what is said when it cannot be read."""

import pytest

from kbgen.errors import ConfigError, UsageError
from kbgen.settings.load import load_config


def test_the_nearest_parent_with_a_kbgen_toml_is_the_site(tmp_path):
    (tmp_path / "content" / "deep").mkdir(parents=True)
    (tmp_path / "kbgen.toml").write_text('[site]\ntitle = "Mine"\n', encoding="utf-8")
    for cwd in (tmp_path, tmp_path / "content" / "deep"):
        config = load_config(None, None, str(cwd))
        assert (config.folder, config.file, config.site.title) == (str(tmp_path), str(tmp_path / "kbgen.toml"), "Mine")


def test_without_kbgen_toml_the_folder_itself_may_hold_the_articles(tmp_path):
    assert load_config(str(tmp_path), None, "/").content.dir == "."
    (tmp_path / "content").mkdir()
    config = load_config(".", None, str(tmp_path))
    assert (config.folder, config.file, config.content.dir) == (str(tmp_path), "", "content")


def test_source_does_not_look_above_itself(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "kbgen.toml").write_text("", encoding="utf-8")
    assert load_config("inner", None, str(tmp_path)).file == ""


def test_config_may_lie_elsewhere(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "test.toml").write_text('[site]\ntitle = "T"\n', encoding="utf-8")
    assert load_config("a", "test.toml", str(tmp_path)).folder == str(tmp_path / "a")
    config = load_config(None, "test.toml", str(tmp_path))
    assert (config.folder, config.site.title) == (str(tmp_path), "T")


@pytest.mark.parametrize(("source", "config"), [("gone", None), (None, "gone.toml"), ("kbgen.toml", None)])
def test_what_is_missing_is_a_matter_of_usage(tmp_path, source, config):
    (tmp_path / "kbgen.toml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=str(source or config)) as caught:
        load_config(source, config, str(tmp_path))
    assert caught.value.hint


def test_a_kbgen_toml_that_is_not_utf8_is_told_with_its_line(tmp_path):
    (tmp_path / "kbgen.toml").write_bytes("[site]\ntitle = 'Hjälp'\n".encode("cp1252"))
    with pytest.raises(ConfigError) as caught:
        load_config(None, None, str(tmp_path))
    assert (caught.value.where, "UTF-8" in caught.value.message) == ("kbgen.toml:2", True)


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path):
    (tmp_path / "kbgen.toml").write_bytes(b'\xef\xbb\xbf[site]\r\ntitle = "T"\r\n')
    assert load_config(None, None, str(tmp_path)).site.title == "T"
