"""The web page in a real browser, as wide as a desk's and as narrow as a telephone's, with scripts and without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browse.chromium import CHROMIUM, MISSING, launched
from tests.browse.library import HOSTILE, MARKUP
from tests.browse.serving import serving
from tests.db.helpers import SITE

WIDE, NARROW = (1280, 900), (390, 844)
ALL = [
    "/",
    "/search?q=厂房&since=2020-01-01",
    "/charts",
    "/rent",
    "/rent/v_articles",
    "/rent/about?word=嘉定&also=&since=",
]
ALL += ["/rent/health", "/rent/removed_blocks", "/rent/articles/1", "/rent?sql=select+1", f"/post/{SITE}/137"]
ALL += [f"/post/{SITE}/120", f"/post/{SITE}/{HOSTILE}"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)


@dataclass
class Seen:
    """What a browser has done and said beside showing pages."""

    elsewhere: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with serving(library) as running:
        yield running.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running


@pytest.fixture(
    params=[(WIDE, "zh-CN", True), (NARROW, "zh-CN", False), (NARROW, "en-US", True)],
    ids=["wide, Chinese", "narrow, Chinese, no scripts", "narrow, English"],
)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that must ask no other host, and say nothing."""
    (width, height), locale, scripts = request.param
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale=locale,
        java_script_enabled=scripts,
    )
    page, seen = context.new_page(), Seen()
    page.on("request", lambda asked: None if asked.url.startswith(address) else seen.elsewhere.append(asked.url))
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("dialog", lambda dialog: seen.said.append(dialog.message))
    yield page
    context.close()
    assert (seen.elsewhere, seen.said) == ([], [])


def test_a_reader_searches_opens_an_article_and_sees_what_was_removed(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("嘉定")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("mark").first).to_have_text("嘉定")
    hit = page.locator(".hits > li > a").first
    title = hit.inner_text()
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    removed = page.locator("#removed li").first
    expect(removed).to_be_hidden()
    page.locator("#removed summary").click()
    expect(removed).to_be_visible()
    expect(removed.locator("code")).to_have_text(re.compile(r"^[a-z_]+\.[a-z-]+$"))


def test_a_reader_narrows_a_search(page: Page) -> None:
    page.goto("/search?q=厂房")
    page.locator(".narrow summary").click()
    page.get_by_label("栏目").select_option("厂房租赁")
    page.get_by_label("自").fill("2025-01-01")
    page.get_by_role("button").click()
    abouts = page.locator(".hits .about")
    expect(abouts.first).to_be_visible()
    assert [text for text in abouts.all_inner_texts() if "厂房租赁" not in text or text < "2025"] == []


def test_a_reader_follows_a_question_and_fills_it_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="某地某业").click()
    page.get_by_label("词 word", exact=True).fill("嘉定")
    page.get_by_label("另一个词").fill("")
    page.get_by_label("自").fill("2026-01-01")
    page.get_by_role("button").click()
    link = page.locator("td a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_reader_sees_charts(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="图表 Charts", exact=True).click()
    for name in ("months", "sources", "kinds", "health"):
        figure = page.locator(f"#{name}")
        expect(figure.locator("figcaption")).to_be_visible()
        for shape in figure.locator("svg rect").all()[:5]:
            box = shape.bounding_box()
            assert box
            assert box["width"] > 1
            assert box["height"] > 1
    figures = page.locator("#months .figures")
    figures.locator("summary").click()
    expect(figures.locator("td").first).to_be_visible()


def test_a_reader_narrows_articles_by_a_facet(page: Page) -> None:
    page.goto("/rent/v_articles")
    facet = page.locator("#facet-tag")
    facet.locator("summary").click()
    count = facet.locator("li .en").first.inner_text()
    facet.locator("li a").first.click()
    expect(page.locator(".count")).to_contain_text(f"{count} 行")


def test_no_page_is_wider_than_its_window(page: Page) -> None:
    assert page.viewport_size
    widths = {}
    for path in ALL:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > page.viewport_size["width"]} == {}


def test_the_language_is_said(page: Page) -> None:
    page.goto(f"/post/{SITE}/137")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert {each.get_attribute("lang") for each in page.locator(".en").all()} == {"en"}


def test_a_hostile_article_is_only_text(page: Page) -> None:
    page.goto(f"/post/{SITE}/{HOSTILE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(MARKUP)
    for fold in page.locator("summary").all():
        fold.click()
    expect(page.locator("#removed li").last).to_contain_text(MARKUP)
    assert page.locator("main script, main img").count() == 0
