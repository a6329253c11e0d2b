"""Who may see an unreadable file: when in doubt, not the public."""

import pytest

from kbgen.content.guess import guess_hidden


@pytest.mark.parametrize(
    "text",
    [
        "---\naudience: agents\ntitle: [\n---\n",
        "---\ntitle: a: b\naudience: 'agents'\n---\n",
        "---\n  Audience : AGENTS\n---\n",
        "---\naudience:\n  - agents\n---\n",
        "---\naudience:\n- agents\n---\n",
        "---\n{audience: agents, title: x}\n---\n",
        "---\naudiance: agents\n---\n",
        "---\naudience: internal\n---\n",
        "---\nstate: draft\n---\n",
        "---\nstate: unverified\nnever: closed\n",
        "---\naudience: public\naudience: agents\n---\n",
        "---\rtitle: x\raudience: agents\r---\r",
        "\n\n---\nstate: draft\n---\n",
    ],
)
def test_hidden(text):
    assert guess_hidden(text.encode())


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_hidden_in_any_encoding(codec):
    assert guess_hidden("---\ntitle: Lösenord\naudience: agents\n---\n".encode(codec))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a: b\n---\n",
        "---\naudience: public\nstate: verified\n---\n",
        "---\naudience:\ntitle: x\n---\n",
        "---\ntitle: For agents\nkeywords: [draft, agents]\n---\n",
        "---\ntitle: x\n---\nstate: draft\n",
        "state: draft\n",
        "",
    ],
)
def test_not_hidden(text):
    assert not guess_hidden(text.encode())
