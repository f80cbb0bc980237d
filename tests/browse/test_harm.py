"""Whatever an article holds, a page is made of nothing but our own elements, and may run and load nothing."""

import re
from typing import Any

import pytest
from lxml import html

from tests.browse.library import HOSTILE, MARKUP
from tests.browse.pages import Pages
from tests.db.helpers import SITE

PATHS = [
    "/",
    "/charts",
    "/search?q=坏标题",
    f"/search?q={MARKUP.replace('&', '%26').replace('#', '%23')}&category={MARKUP}&since={MARKUP}&order={MARKUP}",
    f"/post/{SITE}/{HOSTILE}",
    "/rent",
    "/rent/v_articles?_facet=title&_facet_size=max",
    f"/rent/v_articles?_tag={MARKUP}",
    f"/rent/v_articles?id={HOSTILE}&_col=title&_col=source&_col=url&_col=text",
    "/rent/articles?_sort_desc=key",
    f"/rent/articles?id={HOSTILE}",
    "/rent/removed_blocks?_size=max",
    "/rent/images?_sort_desc=article_key",
    "/rent/tags?_sort_desc=key",
    "/rent/revisions",
    "/rent/v_evidence?_size=max",
    "/rent/changed",
    "/rent/gone",
    "/rent/sources",
    f"/rent/about?word={MARKUP}",
    f"/rent?sql=select+:x+as+title,+1+as+id,+2+as+site&x={MARKUP}",
    f"/rent?sql=select+*+from+articles+where+id={HOSTILE}",
    f"/rent?sql={MARKUP}",
    f"/nowhere/{MARKUP.replace('/', '')}",
]


@pytest.mark.parametrize("path", PATHS)
def test_markup_is_text(pages: Pages, path: str) -> None:
    answer = pages.answer(path)
    page: Any = html.fromstring(answer.text)
    assert page.xpath("//script | //img | //iframe | //object | //embed | //style | //base | //meta[@http-equiv]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    addresses = [str(address).strip() for address in page.xpath("//@href | //@src | //@action | //@formaction")]
    assert [address for address in addresses if not re.match(r"/(?!/)|https?://|#", address)] == []
    assert "49" not in page.xpath("string(//h1)")


@pytest.mark.parametrize("path", ["/", "/rent", "/nowhere", "/assets/page.css", "/rent/v_articles.json", "/-/versions"])
def test_a_browser_is_told_to_run_and_load_nothing(pages: Pages, path: str) -> None:
    headers = pages.answer(path).headers
    policy = dict(each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {*policy.values()} <= {"'none'", "'self'"}
    assert "script-src" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_hostile_post_is_there_to_be_read(pages: Pages) -> None:
    page = pages.page(f"/post/{SITE}/{HOSTILE}")
    assert MARKUP in page.xpath("string(//h1)")
    assert MARKUP in page.xpath("string(//div[@class='text'])")
