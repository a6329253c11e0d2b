"""The text stage: what leaves, what comes in, where each line is from, and what is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.expand import expand_text, snippet_folders

FOLDERS = ("content/sv/_snippets", "content/_snippets")


def expand(body, snippets=None, edition="public", imported=False, line=1, **variables):
    files = {f"content/_snippets/{name}": text for name, text in (snippets or {}).items()}
    files |= {name: text for name, text in (snippets or {}).items() if name.startswith("content/")}

    def read(path):
        return files[path].encode() if path in files else None

    return expand_text(
        body,
        path="a.md",
        line=line,
        folders=FOLDERS,
        variables=variables,
        edition=edition,
        imported=imported,
        read=read,
    )


def text_of(body, *args, **kwargs):
    expanded = expand(body, *args, **kwargs)
    assert expanded.problems == ()
    return expanded.text


def slip(body, *args, **kwargs):
    (only,) = expand(body, *args, **kwargs).problems
    return only


def test_plain_text_passes_with_its_lines():
    expanded = expand("a\n\nb", line=7)
    assert (expanded.text, expanded.lines) == ("a\n\nb", (("a.md", 7), ("a.md", 8), ("a.md", 9)))


# Agents' blocks


@pytest.mark.parametrize(
    ("body", "public"),
    [
        ("a\n\n::: agent\nS\n:::\n\nb", "a\n\nb"),
        ("a\n::: agent\nS\n:::\nb", "a\n\nb"),
        ("::: agent\nS\n:::\nb", "b"),
        ("a\n\n::: agents\nS\n:::", "a\n"),
        ("a\n\n:::agent Note to self\nS\n:::\n", "a\n"),
        ("a\n\n::: Agent\n::: details T\nS\n:::\nS\n:::\n\nb", "a\n\nb"),
        ("a\n\n:::: agent\n:::\nS\n::::\n\nb", "a\n\nb"),
        ("a\n\n::: agent\n```\n:::\n```\nS\n:::\n\nb", "a\n\nb"),
        ("- a\n\n  ::: agent\n  S\n  :::\n\n- b", "- a\n\n- b"),
        ("> a\n> ::: agent\n> S\n> :::\n> b", "> a\n>\n> b"),
        ("- ::: agent\n  S\n  :::\n- b", "- b"),
        (":::: details\n::: agent\nS\n:::\nb\n::::", ":::: details\n\nb\n::::"),
    ],
)
def test_agents_blocks_leave_the_public_edition_without_a_trace(body, public):
    assert text_of(body) == public
    assert text_of(body, edition="agents") == body


def test_an_agents_block_that_is_shown_as_code_stays():
    body = "```\n::: agent\nhow to write one\n:::\n```"
    assert text_of(body) == body


@pytest.mark.parametrize("body", ["a\n::: agent\nS", "a\n::: agent\n```\n:::\nS", "a\n:::: agent\nS\n:::\nS"])
def test_an_unclosed_block_takes_the_rest_with_it(body):
    for edition in ("public", "agents"):
        found = slip(body, edition=edition)
        assert (found.level, found.line) == ("error", 2)
        assert "never closed" in found.message
    assert expand(body).text == "a"


def test_a_block_closed_by_the_container_around_it_is_told():
    expanded = expand(":::: details\n::: agent\nS\n::::\nb")
    assert expanded.text == ":::: details\n\n::::\nb"
    assert "line 4" in expanded.problems[0].message


def test_a_slip_of_the_pen_publishes_nothing():
    expanded = expand("a\n::: agnet\nS\n:::\nb")
    assert expanded.text == "a\n\nb"
    assert "`::: agnet`" in expanded.problems[0].message


def test_what_agents_include_is_not_even_looked_up():
    expanded = expand("::: agent\n{{ include secret }}\n{{ unknown }}\n:::\n")
    assert (expanded.includes, expanded.problems) == ((), ())


lines = st.sampled_from(
    ["text", "", "- item", "  indented", "> quote", "    code", "`span", "<!-- note", "-->", "{{ x }}"]
)
fenced = st.lists(st.sampled_from(["text", ":::", "::: agent", "", "~~~"])).map(lambda body: ["```", *body, "```"])
inner = st.lists(st.one_of(lines.map(lambda line: [line]), fenced)).map(
    lambda parts: [x for part in parts for x in part]
)
nested = inner.map(lambda body: ["::: details", *body, "SECRET", ":::"])
secret = st.lists(st.one_of(inner, nested)).map(
    lambda parts: ["", "::: agent", "SECRET", *[x for part in parts for x in part], "SECRET", ":::", ""]
)
document = st.lists(st.one_of(inner, secret)).map(lambda parts: "\n".join(x for part in parts for x in part))


@given(document)
def test_no_secret_is_ever_published(body):
    expanded = expand(body)
    assert "SECRET" not in expanded.text
    assert len(expanded.lines) == expanded.text.count("\n") + 1


@given(document)
def test_every_line_knows_its_origin(body):
    expanded = expand(body, edition="agents", x="{{ x }}")
    assert [number for _, number in expanded.lines] == list(range(1, body.count("\n") + 2))
    assert expanded.text == body


# Snippets


def test_a_snippet_comes_in_with_its_own_lines():
    expanded = expand("a\n{{ include warn }}\nb", {"warn.md": "---\ntitle: x\n---\n\nW1\nW2\n\n"}, line=4)
    assert expanded.text == "a\nW1\nW2\nb"
    snippet = "content/_snippets/warn.md"
    assert expanded.lines == (("a.md", 4), (snippet, 5), (snippet, 6), ("a.md", 6))


@pytest.mark.parametrize("name", ["warn", "warn.md", '"warn"', "'warn.md'"])
def test_a_snippet_is_named_with_or_without_quotes_and_suffix(name):
    assert text_of(f"{{{{ include {name} }}}}", {"warn.md": "W"}) == "W"


def test_the_languages_own_snippet_comes_first():
    snippets = {"warn.md": "W", "content/sv/_snippets/warn.md": "V", "net/vpn.md": "N"}
    expanded = expand("{{include warn}} {{ include net/vpn }}", snippets)
    assert expanded.text == "V N"
    assert [path for path, digest in expanded.includes if not digest] == ["content/sv/_snippets/net/vpn.md"]
    assert len(expanded.includes) == 3


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("1. a\n\n   {{ include s }}\n", "1. a\n\n   S1\n\n   S2\n"),
        ("- {{ include s }}", "- S1\n\n  S2"),
        ("> {{ include s }}", "> S1\n>\n> S2"),
        ("> - {{ include s }}", "> - S1\n>\n>   S2"),
    ],
)
def test_a_snippet_keeps_the_place_of_its_line(body, text):
    assert text_of(body, {"s.md": "S1\n\nS2\n"}) == text


@pytest.mark.parametrize(
    "body",
    [
        "```\n{{ include s }}\n```",
        "`{{ include s }}`",
        "\\{{ include s }}",
        "<!--\n{{ include s }}\n-->",
        "~~~\n{{ x }}\n~~~",
    ],
)
def test_examples_and_comments_stay(body):
    assert expand(body, {"s.md": "S"}).text == body
    assert expand(body).problems == ()


def test_snippets_nest_and_their_blocks_for_agents_leave():
    snippets = {"a.md": "A\n{{ include b }}", "b.md": "B {{ v }}\n::: agent\nS\n:::\n"}
    assert text_of("{{ include a }}", snippets, v="{{ w }}") == "A\nB {{ w }}"


def test_a_snippet_for_agents_is_left_out_of_the_public_edition():
    snippets = {"s.md": "---\naudience: agents\n---\nS"}
    assert text_of("a\n{{ include s }}\nb", snippets) == "a\nb"
    assert text_of("a\n{{ include s }}\nb", snippets, edition="agents") == "a\nS\nb"


def test_a_block_that_a_snippet_leaves_open_hides_the_rest_of_the_article():
    expanded = expand("a\n{{ include s }}\nS\n:::\nS", {"s.md": "b\n::: agent\nS"})
    assert expanded.text == "a\nb"
    assert expanded.problems[0].path == "content/_snippets/s.md"


def test_a_circle_is_drawn():
    found = slip("{{ include a }}", {"a.md": "x\n{{ include b }}", "b.md": "{{ include a }}"})
    assert "a -> b -> a" in found.message
    assert (found.path, found.line) == ("content/_snippets/b.md", 1)


def test_a_missing_snippet_is_told_where_it_is_asked_for():
    expanded = expand("a\n{{ include gone }}\nb", line=5)
    assert expanded.text == "a\nb"
    (found,) = expanded.problems
    assert (found.level, found.line) == ("error", 6)
    assert "content/sv/_snippets/gone.md or content/_snippets/gone.md" in found.hint
    assert expanded.includes == (("content/_snippets/gone.md", ""), ("content/sv/_snippets/gone.md", ""))


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../b", "a\\b", "./a"])
def test_no_name_leads_out_of_the_snippets(name):
    expanded = expand(f"{{{{ include {name} }}}}", {"content/secret.md": "S"})
    assert expanded.includes == ()
    assert expanded.problems[0].code == "snippet-missing"


def test_snippets_that_multiply_end():
    snippets = {f"s{i}.md": f"{{{{ include s{i + 1} }}}}\n" * 20 for i in range(8)} | {"s8.md": "x"}
    expanded = expand("{{ include s0 }}", snippets)
    assert {each.code for each in expanded.problems} == {"snippet-depth"}


def test_a_snippet_that_is_not_utf8_is_told_and_left_out():
    expanded = expand_text(
        "{{ include s }}", path="a.md", line=1, folders=("_snippets",), variables={}, edition="public", imported=False,
        read=lambda _path: "Lösen".encode("cp1252"),
    )  # fmt: skip
    assert expanded.text == ""
    assert (expanded.problems[0].path, expanded.problems[0].code) == ("_snippets/s.md", "encoding")


def test_where_snippets_are_looked_for():
    assert snippet_folders("content", "sv", multilingual=True) == ("content/sv/_snippets", "content/_snippets")
    assert snippet_folders(".", "sv", multilingual=False) == ("_snippets",)


# Variables


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ name }}, {{name}}", "Acme, Acme"),
        ("[x](https://a.se/{{name}}/y)", "[x](https://a.se/Acme/y)"),
        ("{{ name }} `{{ name }}` ``a ` {{ name }}``", "Acme `{{ name }}` ``a ` {{ name }}``"),
        ("`over\nlines {{ name }}` {{ name }}", "`over\nlines {{ name }}` Acme"),
        ("a ` b {{ name }}\n\n` c", "a ` b Acme\n\n` c"),
        ("\\{{ name }}", "\\{{ name }}"),
        ("\\\\{{ name }}", "\\\\Acme"),
        ("\\`{{ name }}`", "\\`Acme`"),
        ("<!-- {{ name }} --> {{ name }}", "<!-- {{ name }} --> Acme"),
        ("```\n{{ name }}\n```\n{{ name }}", "```\n{{ name }}\n```\nAcme"),
        ("- a\n  ```\n  {{ name }}\n- {{ name }}", "- a\n  ```\n  {{ name }}\n- Acme"),
        ("- a\n\nb\n  ```\n{{ name }}\n  ```", "- a\n\nb\n  ```\n{{ name }}\n  ```"),
        ("- ```\n  {{ name }}\n- {{ name }}", "- ```\n  {{ name }}\n- Acme"),
        ("> ```\n> {{ name }}\n\n{{ name }}", "> ```\n> {{ name }}\n\nAcme"),
        ("a\n\n    {{ name }}\n\n{{ name }}", "a\n\n    {{ name }}\n\nAcme"),
        ("- a\n\n    {{ name }}", "- a\n\n    Acme"),
        ("{{ v.2-b }}", "deep"),
        ("{{~/Library/x }} {{E: 5}} {{ 1x }} {{}} {{ a b }}", "{{~/Library/x }} {{E: 5}} {{ 1x }} {{}} {{ a b }}"),
    ],
)
def test_variables_are_expanded_outside_code(body, text):
    assert text_of(body, name="Acme", **{"v.2-b": "deep"}) == text


def test_an_unknown_variable_stays_with_a_warning():
    expanded = expand("a\nb {{ naem }}", name="Acme")
    assert expanded.text == "a\nb {{ naem }}"
    (found,) = expanded.problems
    assert (found.level, found.code, found.line) == ("warning", "variable-unknown", 2)
    assert "`name`" in found.hint


def test_in_an_imported_article_it_is_a_placeholder_nobody_may_see():
    found = slip("Hi {{dc.welcome}}", imported=True)
    assert (found.level, found.code) == ("error", "placeholder")


def test_a_variable_in_a_snippet_is_told_there():
    found = slip("{{ include s }}", {"s.md": "\n\n{{ gone }}"})
    assert (found.path, found.line) == ("content/_snippets/s.md", 3)
