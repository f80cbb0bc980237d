"""The front page says what this is, how fresh, how much, how the last runs went, and where to go on."""

from pathlib import Path

from tests.browse.library import RUNS
from tests.browse.pages import Pages, words
from tests.helpers import rows


def test_what_is_held(pages: Pages, library: Path) -> None:
    [held] = rows(library / "rent.db", "SELECT count(*) AS n, max(published_day) AS last FROM articles")
    shown = dict(zip(words(page := pages.page("/"), "//dt"), words(page, "//dd"), strict=True))
    assert shown["文章 articles"] == str(held["n"])
    assert shown["最新一篇 newest"] == held["last"]
    assert "demo.example" in page.text_content()


def test_the_newest_articles_lead_to_their_pages(pages: Pages) -> None:
    links = pages.page("/").xpath("//main//ol[@class='list']/li/a")
    assert len(links) == 8
    for link in links:
        assert words(pages.page(link.get("href")), "//h1") == words(link)


def test_the_last_runs(pages: Pages) -> None:
    shown = words(pages.page("/"), "//table[contains(@class, 'runs')]/tbody/tr")
    assert len(shown) == 5
    assert shown[0].startswith(f"#{RUNS} crawl2026-03-10 23:00 站点无应答")


def test_each_question_is_a_click_away(pages: Pages) -> None:
    page = pages.page("/")
    links = page.xpath("//ul[@class='questions']//a")
    assert len(links) >= 6
    for link in links:
        assert words(link)[0] in words(pages.page(link.get("href")), "//h1")[0]


def test_an_empty_database_is_told(tmp_path: Path) -> None:
    from rentspider.db import open_database

    open_database(f"sqlite:///{tmp_path / 'rent.db'}").dispose()
    pages = Pages(tmp_path / "rent.db")
    for path, told in (("/", "库里还没有文章"), ("/charts", "还没有可画的数据"), ("/search?q=厂房", "找到 0 篇")):
        assert told in pages.text(path)
    pages.close()


def test_new_articles_are_seen_while_the_page_is_open(tmp_path: Path) -> None:
    from tests.db.helpers import Database, post

    database = Database(tmp_path)
    pages = Pages(tmp_path / "rent.db")
    database.save(post(1, title="写在之后"))
    with database.engine.begin() as writing:
        writing.exec_driver_sql("UPDATE articles SET title = '还没写完'")
        assert words(pages.page("/search"), "//ol[contains(@class, 'hits')]/li/a") == ["写在之后"]
        assert pages.json("/rent/v_articles.json?_shape=array")[0]["title"] == "写在之后"
    pages.close()
    database.engine.dispose()
