"""The search page: results, filters and what it says when there are none."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.browser.search_site import DEVICES, NOWHERE, write_search_site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = write_search_site(tmp_path_factory.mktemp("search-page"))
    site.build()
    return site


@pytest.fixture
def served(site, serve, page):
    with serve(site.output) as address:
        yield lambda path: page.goto(address + path)
    assert page.complaints == []


@pytest.fixture
def damaged(site, serve, page, tmp_path):
    """`damaged(spoil)` serves a copy of the site after `spoil(folder)`; complaints are the test's own matter."""
    folder = tmp_path / "copy"
    shutil.copytree(site.output, folder)
    with serve(folder) as address:

        def start(spoil, path="/search/"):
            spoil(folder)
            page.goto(address + path)

        yield start


def part(page, name):
    return page.locator(f"[data-kb-part={name}]")


def results(page):
    part(page, "list").locator("li").first.wait_for()
    return part(page, "list").locator("a[data-kb-result]").all_inner_texts()


def test_results_come_as_one_types(served, page):
    served("/search/")
    box = page.get_by_role("searchbox")
    box.type("invoi")
    assert results(page) == ["Get an invoice"]
    assert page.locator("[data-kb-results]").get_attribute("data-kb-query") == "invoi"
    assert page.locator("[data-kb-list]").is_hidden()
    assert page.url.endswith("/search/?q=invoi")
    page.locator("[role=status]", has_text="1 article found").wait_for(state="attached")
    page.get_by_role("link", name="Get an invoice").click()
    page.wait_for_url("**/billing/invoice/")
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "invoi"
    assert results(page) == ["Get an invoice"]


def test_a_question_in_the_address_is_answered_on_load(served, page):
    served("/search/?q=SIGN%20in")
    assert page.get_by_role("searchbox").input_value() == "SIGN in"
    assert results(page)[0] == "I can't sign in"


def test_what_is_typed_while_the_script_is_on_its_way_is_kept(site, serve, page):
    held = []
    page.route("**/search-page-*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    with serve(site.output) as address:
        page.goto(f"{address}/search/", wait_until="commit")
        with page.expect_response("**/search-page-*.js"):
            page.get_by_role("searchbox").type("invoice")
            held[0].continue_()
        assert results(page)[0] == "Get an invoice"
        assert page.get_by_role("searchbox").input_value() == "invoice"


def test_a_slow_answer_does_not_take_the_place_of_a_newer_one(served, page):
    served("/search/")
    held, released = [], []
    page.route("**/_kb/a/en-*.txt", lambda route: route.continue_() if released else held.append(route))
    box = page.get_by_role("searchbox")
    box.fill("invoice")
    box.press("Enter")
    box.fill("declined")
    box.press("Enter")
    page.wait_for_timeout(300)
    released.append(True)
    for route in held:
        route.continue_()
    assert results(page) == ["The card is declined"]
    page.wait_for_timeout(300)
    assert results(page) == ["The card is declined"]
    assert page.locator("[data-kb-results]").get_attribute("data-kb-query") == "declined"


def test_a_result_shows_why_it_was_found(served, page):
    served("/search/?q=bank+limit")
    assert results(page) == ["The card is declined"]
    hit = part(page, "list").locator("li")
    assert hit.locator(".hit-place").inner_text() == "Billing › The bank says no"
    assert hit.locator(".hit-text mark").all_inner_texts() == ["bank", "limit"]


def test_a_known_problem_is_a_result_of_its_own_kind(served, page):
    served("/search/?q=broadband+down")
    assert results(page)[0] == "Broadband is down in the west"
    assert part(page, "list").locator("li.hit-issue .hit-kind").inner_text() == "Known problem"


def test_a_misspelt_question_is_answered_and_mended(served, page):
    served("/search/?q=declinde")
    assert results(page) == ["The card is declined"]
    page.get_by_role("link", name="declined", exact=True).click()
    assert page.get_by_role("searchbox").input_value() == "declined"
    part(page, "mend").wait_for(state="hidden")
    assert page.url.endswith("?q=declined")


def test_results_are_narrowed_down_and_the_address_says_so(served, page):
    served("/search/?q=pair")
    assert len(results(page)) == 10
    page.get_by_text("Narrow down").click()
    page.get_by_role("button", name="Printer 1").click()
    page.wait_for_url("**/search/?q=pair&product=Printer")
    part(page, "list").locator("li:nth-child(2)").wait_for(state="detached")
    assert results(page) == ["Pair the printer"]
    pressed = page.get_by_role("button", name="Printer 1")
    assert pressed.get_attribute("aria-pressed") == "true"
    assert pressed.evaluate("button => button === document.activeElement")
    page.get_by_role("button", name="Camera 1").click()
    page.wait_for_url("**&product=Printer&product=Camera")
    part(page, "list").locator("li:nth-child(2)").wait_for()
    assert sorted(results(page)) == ["Pair the camera", "Pair the printer"]
    page.reload()
    part(page, "list").locator("li:nth-child(2)").wait_for()
    assert sorted(results(page)) == ["Pair the camera", "Pair the printer"]
    page.get_by_role("button", name="Printer 1").click()
    page.get_by_role("button", name="Camera 1").click()
    page.wait_for_url("**/search/?q=pair")
    part(page, "list").locator("li:nth-child(10)").wait_for()


def test_more_results_are_shown_on_demand(served, page):
    served("/search/?q=pair")
    assert len(results(page)) == 10
    page.get_by_role("button", name="Show more results").click()
    part(page, "more").wait_for(state="hidden")
    assert len(results(page)) == len(DEVICES)
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.hits > li')[10]")


def test_what_is_not_found_leads_to_a_human_with_the_question(served, page):
    served(f"/search/?q={NOWHERE}")
    nothing = part(page, "nothing")
    nothing.wait_for()
    assert "Sorry, we found nothing for those words." in nothing.inner_text()
    assert page.locator("[data-kb-list]").is_visible()
    with page.expect_request(lambda request: "/contact/" in request.url) as asked:
        nothing.get_by_role("link", name="Contact us").click()
    assert NOWHERE not in asked.value.url.partition("#")[0]
    page.wait_for_url(f"**/contact/#q={NOWHERE}")
    mail = page.locator("a[href^='mailto:']")
    assert mail.get_attribute("href") == f"mailto:help@example.com?subject={NOWHERE}"
    assert page.locator("main input[type=search]").input_value() == NOWHERE


def test_the_nearest_articles_stand_where_there_are_no_hits(served, page):
    served("/search/?q=keybrdx+prntrx")
    part(page, "nearest").wait_for()
    assert part(page, "list").locator("li").count() == 0
    assert part(page, "nearest").locator("a[data-kb-result]").count() >= 1


def test_the_list_comes_back_when_the_question_goes(served, page):
    served(f"/search/?q={NOWHERE}")
    part(page, "nothing").wait_for()
    page.get_by_role("searchbox").fill("")
    part(page, "nothing").wait_for(state="hidden")
    assert page.locator("[data-kb-list]").is_visible()
    assert page.url.endswith("/search/")


def test_hits_of_another_language_are_offered_as_such(served, page):
    served("/search/?q=%C3%A4lgskada")
    assert results(page) == ["Älgskada på kabeln"]
    assert part(page, "elsewhere").is_visible()
    assert part(page, "list").locator("li").get_attribute("lang") == "sv"


@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=alert(1)> declined",
        "declined \u202eabc \U0001f600 \x00\x07",
        "declined " + "word " * 20_000,
        '"declined',
    ],
    ids=["html", "signs", "long", "quote"],
)
def test_whatever_is_asked_is_only_text(served, page, query):
    served("/search/")
    page.get_by_role("searchbox").evaluate("(box, text) => { box.value = text; box.form.requestSubmit(); }", query)
    assert "The card is declined" in results(page)
    assert page.locator("main img").count() == 0


def test_the_marks_lie_on_the_article_and_its_address_is_plain(served, page):
    served("/search/?q=bank+limit")
    part(page, "list").get_by_role("link").click()
    page.locator("mark.found").first.wait_for()
    assert page.locator("mark.found").all_inner_texts() == ["bank", "bank", "limit"]
    page.wait_for_url("**/billing/card/#the-bank-says-no")
    assert page.evaluate("document.activeElement.id") == "the-bank-says-no"
    assert page.locator("#the-bank-says-no").bounding_box()["y"] >= 0


def test_scripts_of_an_address_mark_text_alone(served, page):
    served("/billing/card/#find=%3Cimg%20src%3Dx%3E%20Try%20(%5B*")
    page.locator("mark.found").first.wait_for()
    assert page.locator("mark.found").all_inner_texts() == ["Try"]
    assert page.locator("main img").count() == 0


def spoil_entry(folder):
    (folder / "_kb/search.js").write_text("not a module {")


def remove_entry(folder):
    (folder / "_kb/search.js").unlink()


def spoil_words(folder):
    for file in (folder / "_kb/a").glob("en-*.txt"):
        file.write_bytes(b"\xff\x00damaged")


def other_format(folder):
    entry = folder / "_kb/search.js"
    entry.write_text(re.sub(r'"format":\s*\d+', '"format": 999', entry.read_text()))


@pytest.mark.parametrize("spoil", [spoil_entry, remove_entry, spoil_words, other_format])
def test_an_index_that_cannot_be_read_leaves_the_list(damaged, page, spoil):
    damaged(spoil, "/search/?q=declined")
    part(page, "broken").wait_for()
    assert "Every article is in the list below." in part(page, "broken").inner_text()
    assert page.locator("[data-kb-list]").get_by_role("link", name="The card is declined").is_visible()
    assert any(complaint.startswith("Search does not work: ") for complaint in page.complaints)
    assert not [complaint for complaint in page.complaints if "Uncaught" in complaint]


def test_an_index_of_another_format_says_what_to_do(damaged, page):
    damaged(other_format, "/search/?q=declined")
    part(page, "broken").wait_for()
    said = next(complaint for complaint in page.complaints if complaint.startswith("Search does not work: "))
    assert "999" in said
    assert "kbgen build" in said


def test_after_a_deploy_the_index_is_read_again_once(damaged, page, tmp_path):
    """A page that was opened before a deploy finds what the deploy brought."""
    damaged(lambda folder: None)
    page.get_by_role("searchbox").fill("declined")
    assert results(page) == ["The card is declined"]
    entries = []
    page.on("request", lambda request: entries.append(request.url) if "/_kb/search.js" in request.url else None)
    after = write_search_site(tmp_path / "after")
    after.write("content/en/internet/giraffe.md", "# The giraffe ate the cable\n\nSend it home.\n")
    after.build()
    shutil.rmtree(tmp_path / "copy")
    shutil.copytree(after.output, tmp_path / "copy")
    page.get_by_role("searchbox").fill("giraffe")
    page.locator("[data-kb-query=giraffe]").wait_for()
    assert results(page) == ["The giraffe ate the cable"]
    assert len(entries) == 1


def test_what_is_gone_for_good_is_asked_for_twice_at_most(damaged, page):
    def remove_blocks(folder):
        for file in (folder / "_kb/a").glob("en-w*.txt"):
            file.unlink()

    entries = []
    page.on("request", lambda request: entries.append(request.url) if "/_kb/search.js" in request.url else None)
    damaged(remove_blocks, "/search/?q=declined")
    part(page, "broken").wait_for()
    assert len(entries) == 2
