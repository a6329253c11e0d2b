"""Hundreds of small builds: their templates are compiled once, not for every folder anew."""

import pytest

from kbgen.render.theme import environment


@pytest.fixture(autouse=True)
def compiled_once(tmp_path_factory, monkeypatch):
    """The cache of compiled templates is keyed by their text, so that sites may share one."""
    shared = str(tmp_path_factory.getbasetemp() / "compiled-templates")
    real = environment._open_cache
    monkeypatch.setattr(environment, "_open_cache", lambda folder: real(shared))
