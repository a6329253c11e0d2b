"""Articles that cannot be read: encodings, front matter, snippets, agents' blocks."""

from __future__ import annotations

from tests.broken.case import Case

OTHER = "content/other.md"


def other(name, text, code, line, *says, **more):
    """A case in which `other.md` is broken."""
    return Case(
        name, code, more.pop("level", "error"), OTHER, line, says, {OTHER: text, **more.pop("files", {})}, **more
    )


def front(name, yaml, code, line, *says, **more):
    """A case of broken front matter."""
    return other(name, f"---\n{yaml}\n---\n\nText.\n", code, line, *says, **more)


DANGLING = frozenset({"link-broken", "anchor-missing"})
AGENT_TEXT = "---\ntitle: Other\n---\n\nBefore.\n\n"

ENCODING = (
    other(
        "latin-1",
        "---\ntitle: Other\n---\n\nNästa\n".encode("latin-1"),
        "encoding",
        5,
        "the file is not UTF-8: byte 0xE4 cannot stand there",
        "It looks like Windows-1252: save it as UTF-8.",
        beside=DANGLING,
    ),
    other("shift-jis", "---\ntitle: 請求書\n---\n".encode("cp932"), "encoding", 2, "Shift_JIS", beside=DANGLING),
    other("utf-16", "---\ntitle: Other\n---\n".encode("utf-16"), "encoding", 1, "UTF-16", beside=DANGLING),
    other(
        "utf-16 without mark", "---\ntitle: Other\n---\n".encode("utf-16-le"), "encoding", 1, "UTF-16", beside=DANGLING
    ),
    other("no text", b"PK\x03\x04\0\0\0\0rest", "encoding", 1, "this is no text", "suffix", beside=DANGLING),
    other(
        "ten megabytes",
        "---\ntitle: Other\n---\n\n" + "A line of the log.\n" * 550_000,
        "article-too-big",
        1,
        "the file is 10.5 MB; an article may have 4 MB at most",
        "Split it",
        beside=DANGLING,
    ),
)

YAML = (
    front(
        "colon in a value",
        "title: Fix: wait",
        "front-matter-syntax",
        2,
        "a `:` inside a value",
        "Put the whole value in quotes",
        beside=DANGLING,
    ),
    front(
        "tab", "title: Other\n\tsummary: x", "front-matter-syntax", 3, "a tab", "Use spaces instead.", beside=DANGLING
    ),
    front(
        "tab under a list",
        "applies_to:\n\tmine: [1]",
        "front-matter-syntax",
        3,
        "a tab",
        "Use spaces instead.",
        beside=DANGLING,
    ),
    front(
        "no mapping",
        "- one\n- two",
        "front-matter-syntax",
        2,
        "is no list of `key: value` lines",
        "title:",
        beside=DANGLING,
    ),
    front("bare text", "just some words", "front-matter-syntax", 2, "is no list of `key: value`", beside=DANGLING),
    front("open quote", 'title: "Other\nid: x', "front-matter-syntax", 2, "a quote that is opened", beside=DANGLING),
    front("open bracket", "keywords: [a, b\nid: x", "front-matter-syntax", 2, "never closed", beside=DANGLING),
    front("alias", "title: *other", "front-matter-syntax", 2, "begins with `*`", "in quotes", beside=DANGLING),
    front(
        "backslash", r'title: "C:\Windows"', "front-matter-syntax", 2, "a backslash", "single quotes", beside=DANGLING
    ),
    front("braces", "title: {{ a }} b", "front-matter-syntax", 2, "begins with `{{`", "in quotes", beside=DANGLING),
    front(
        "billion laughs",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
        "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]",
        "front-matter-syntax",
        5,
        "repeats itself through aliases",
        "flat and short",
        beside=DANGLING,
    ),
    other(
        "no dashes",
        "title: Other\nid: x\n\nText.\n",
        "front-matter-bare",
        1,
        "`title:` is shown",
        "`---`",
        level="warning",
        beside=DANGLING,
    ),
    other("line above", "\n---\nstate: draft\n---\n", "front-matter-bare", 3, "in line 1", "above", beside=DANGLING),
    other(
        "never closed",
        "---\ntitle: Other\n\nText.\n",
        "front-matter-syntax",
        1,
        "never closed",
        "Close it with a line `---`",
        beside=DANGLING,
    ),
)

VALUES = (
    front("audience", "audience: agnets", "front-matter-value", 2, "`agnets`", "`agents`?", beside=DANGLING),
    front("state", "state: published", "front-matter-value", 2, "`state` cannot be", "verified", beside=DANGLING),
    front("publish_at", "publish_at: soon", "front-matter-value", 2, "a date like 2026-05-01", beside=DANGLING),
    front("expires_at", "expires_at: 2026-02-30", "front-matter-value", 2, "a date like", beside=DANGLING),
    front("id", "id: [a, b]", "front-matter-value", 2, "`id` has to be text", beside=DANGLING),
    front("type", "type: manual", "front-matter-value", 2, "`type`", "left out", level="warning", beside=DANGLING),
    front("order", "order: first", "front-matter-value", 2, "a number", level="warning", beside=DANGLING),
    front("reviewed", "reviewed: may", "front-matter-value", 2, "a date like", level="warning", beside=DANGLING),
    front("review_every", "review_every: often", "front-matter-value", 2, "6 months", level="warning", beside=DANGLING),
    front(
        "braces alone", "title: {{ a }}", "front-matter-value", 2, "text", "quotes", level="warning", beside=DANGLING
    ),
    front("checks", "checks: {skip: [x]}", "front-matter-value", 2, "ignore", level="warning", beside=DANGLING),
    front("key twice", "title: One\ntitle: Two", "front-matter-duplicate", 3, "lines 2 and 3", "Keep", beside=DANGLING),
    front("key misspelt", "audeince: agents", "front-matter-key", 2, "`audeince`", "`audience`?", beside=DANGLING),
)


def including(name, text, code, line, *says, **more):
    """A case in which `other.md` includes what is broken."""
    return other(name, f"---\ntitle: Other\n---\n\n{text}\n", code, line, *says, beside=DANGLING, **more)


def included(name, code, path, line, *says, **snippets):
    """A case in which a snippet is broken that `other.md` includes. snippets: by name."""
    files = {f"content/_snippets/{key}.md": text for key, text in snippets.items()}
    files[OTHER] = f"---\ntitle: Other\n---\n\n{{{{ include {next(iter(snippets))} }}}}\n"
    return Case(name, code, "error", f"content/_snippets/{path}", line, says, files, beside=DANGLING)


DEEP = {f"s{n}": f"{{{{ include s{n + 1} }}}}\n" for n in range(13)}
SNIPPETS = (
    including("no snippet", "{{ include lost }}", "snippet-missing", 5, "`lost`", "Create content/_snippets/lost.md"),
    including("name of a snippet", "{{ include ../start }}", "snippet-missing", 5, "no name of a snippet", "below"),
    included("snippet never closed", "front-matter-syntax", "a.md", 1, "never closed", "`---`", a="---\ntitle: x\n"),
    included("snippet in UTF-16", "encoding", "a.md", 1, "UTF-16", a=b"\xff\xfeA\0"),
    included(
        "circle",
        "snippet-cycle",
        "b.md",
        2,
        "snippets include each other in a circle: a -> b -> a",
        "Take one out.",
        a="Once.\n\n{{ include b }}\n",
        b="More.\n{{ include a }}\n",
    ),
    included("snippet in itself", "snippet-cycle", "a.md", 1, "a -> a", a="{{ include a }}\n"),
    included("snippets too deep", "snippet-depth", "s11.md", 1, "grow out of hand", "less deep", **DEEP, s13="End.\n"),
    other(
        "placeholder",
        "---\ntitle: Other\nimported: true\n---\n\nDear {{ customer }}.\n",
        "placeholder",
        6,
        "`{{ customer }}` is a placeholder",
        "[content] variables",
        beside=DANGLING,
    ),
)

AGENTS = (
    other(
        "agents' block never closed",
        AGENT_TEXT + "::: agent\nSecret.\n",
        "agent-block",
        7,
        "never closed; everything below it is kept back",
        "Close it with a line `:::`",
        beside=DANGLING,
    ),
    other(
        "agents' block misspelt",
        AGENT_TEXT + "::: agnet\nSecret.\n:::\n",
        "agent-block",
        7,
        "`::: agnet` is no container; it is kept back",
        "Write `::: agent`",
        beside=DANGLING,
    ),
    other(
        "agents' block closed by another",
        AGENT_TEXT + ":::: steps\n::: agent\nSecret.\n::::\n",
        "agent-block",
        8,
        "the container around it closes in line 10",
        beside=DANGLING,
    ),
)

CASES = (*ENCODING, *YAML, *VALUES, *SNIPPETS, *AGENTS)
