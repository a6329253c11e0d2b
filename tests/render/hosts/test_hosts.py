"""Redirects, headers and the security policy."""

from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import combinations

import pytest

from kbgen.addresses import Redirect
from kbgen.config import (
    BuildOptions,
    ContactConfig,
    ContentConfig,
    InsightsConfig,
    SiteConfig,
)
from kbgen.publication import Target, mark_edition
from kbgen.render.hosts.netlify import render_headers, render_redirects
from kbgen.render.hosts.policy import content_policy
from tests.render.small_site import CONFIG, make_reader

THREE = SiteConfig(url="https://x.se/help", languages=("en", "sv", "ja"))


def directives(config=CONFIG, **options) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in content_policy(config, **options).split("; "))


def read_headers(**options) -> dict[str, dict[str, str]]:
    ((path, data),) = render_headers(Target("headers"), make_reader(**options))
    assert path == "_headers"
    rules: dict[str, dict[str, str]] = {}
    for line in data.decode().splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("/"):
            rules[line] = {}
        else:
            name, value = line.strip().split(": ", 1)
            rules[list(rules)[-1]][name] = value
    return rules


def test_redirects_are_forced_and_encoded_and_come_before_the_pages_for_missing_ones():
    redirects = (Redirect("/gammal fråga/", "/sv/fråga/", "x"), Redirect("/a:b*/", "/a/", "y"))
    ((path, data),) = render_redirects(Target("redirects"), make_reader(redirects=redirects))
    assert path == "_redirects"
    assert data.decode().splitlines() == [
        "/gammal%20fr%C3%A5ga/ /sv/fr%C3%A5ga/ 301!",
        "/a%3Ab%2A/ /a/ 301!",
        "/sv/* /sv/404.html 404",
    ]


def test_with_a_prefix_rules_match_behind_a_proxy_and_without_one():
    reader = make_reader(config=replace(CONFIG, site=THREE), redirects=(Redirect("/help/old/", "/help/new/", "x"),))
    ((_, data),) = render_redirects(Target("redirects"), reader)
    assert data.decode().splitlines() == [
        "/help/old/ /help/new/ 301!",
        "/old/ /help/new/ 301!",
        "/help/sv/* /sv/404.html 404",
        "/sv/* /sv/404.html 404",
        "/help/ja/* /ja/404.html 404",
        "/ja/* /ja/404.html 404",
    ]
    assert "redirects:" in reader.keys


def test_what_is_gone_answers_410_with_its_page_and_queries_come_before_paths():
    redirects = (
        Redirect("/help/a.php", "/help/a/", "x"),
        Redirect("/help/a.php?b=x%20y&id=1", "/help/b/#part", "x"),
        Redirect("/help/gone/", "/help/_kb/gone/gone.html", "x", 410),
        Redirect("/help/out/", "https://else.example/x?y=1#z", "x"),
    )
    reader = make_reader(config=replace(CONFIG, site=replace(THREE, languages=("en",))), redirects=redirects)
    ((_, data),) = render_redirects(Target("redirects"), reader)
    # The page is named as a file of the site's folder, which has no prefix; a rule must not lead to itself.
    assert data.decode().splitlines() == [
        "/help/a.php b=x%20y id=1 /help/b/#part 301!",
        "/a.php b=x%20y id=1 /help/b/#part 301!",
        "/help/a.php /help/a/ 301!",
        "/a.php /help/a/ 301!",
        "/help/gone/ /_kb/gone/gone.html 410!",
        "/gone/ /_kb/gone/gone.html 410!",
        "/help/out/ https://else.example/x?y=1#z 301!",
        "/out/ https://else.example/x?y=1#z 301!",
    ]


def test_every_page_carries_the_policy_and_hashed_files_last():
    rules = read_headers()
    assert rules["/*"]["Content-Security-Policy"] == content_policy(CONFIG)
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert "X-Robots-Tag" not in rules["/*"]
    assert rules["/_kb/a/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}
    assert "/help/_kb/a/*" in read_headers(config=replace(CONFIG, site=THREE))


def test_no_header_stands_under_two_overlapping_paths():
    rules = read_headers(config=replace(CONFIG, site=THREE))
    for one, two in combinations(rules, 2):
        if fnmatchcase(one, two) or fnmatchcase(two, one):
            assert not rules[one].keys() & rules[two].keys()


def test_the_agents_edition_is_not_indexed_and_says_what_it_is():
    agents = BuildOptions("out", edition="agents")
    assert read_headers(options=agents)["/*"]["X-Robots-Tag"] == "noindex, nofollow"
    for options, marked in ((agents, True), (BuildOptions("out"), False)):
        ((_, data),) = render_headers(Target("headers"), make_reader(options=options))
        assert (mark_edition("agents") in data.decode().splitlines()) == marked


def test_the_policy_allows_nothing_unsafe_and_no_foreign_script():
    policy = directives()
    assert "unsafe" not in content_policy(CONFIG)
    assert policy["default-src"] == "'self'"
    assert (policy["object-src"], policy["base-uri"]) == ("'none'", "'none'")
    assert "script-src" not in policy
    assert "style-src" not in policy


@pytest.mark.parametrize(
    ("target", "origin"),
    [
        ("https://forms.example.com/a?b=1", " https://forms.example.com"),
        ("https://Forms.example.com:8443", " https://forms.example.com:8443"),
        ("zendesk:acme", " https://acme.zendesk.com"),
        ("mailto:help@example.com", ""),
        ("netlify", ""),
        ("collector", ""),
        ("zendesk:a b; script-src *", ""),
        ("https://x.se;script-src", ""),
        ("", ""),
    ],
)
def test_forms_may_send_to_the_contact_target(target, origin):
    policy = directives(replace(CONFIG, contact=ContactConfig(target=target)))
    assert policy["form-action"] == f"'self'{origin}"
    assert policy["connect-src"] == f"'self'{origin}"


def test_events_may_go_to_their_endpoint_if_they_are_sent_at_all():
    away = InsightsConfig(mode="counters", endpoint="https://events.example.com/e")
    assert directives(replace(CONFIG, insights=away))["connect-src"] == "'self' https://events.example.com"
    assert directives(replace(CONFIG, insights=replace(away, mode="off")))["connect-src"] == "'self'"
    here = InsightsConfig(mode="visits")
    assert directives(replace(CONFIG, insights=here))["connect-src"] == "'self'"


def test_only_product_pages_with_the_widget_may_frame_the_site():
    config = replace(CONFIG, widget_origins=("https://app.example.com", "https://app.example.com/x"))
    assert directives(config)["frame-ancestors"] == "'self' https://app.example.com"
    assert "frame-ancestors" not in directives(config, in_page=True)


def test_trusted_html_may_bring_frames_and_media():
    assert "frame-src" not in directives()
    trusting = directives(replace(CONFIG, content=ContentConfig(html="trust")))
    assert trusting["frame-src"] == trusting["media-src"] == "'self' https:"
