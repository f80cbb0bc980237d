"""The article page: text to read, a date with its evidence, what was removed behind a fold, and what changed."""

import shutil
from pathlib import Path

import pytest

from pipelines.cleaning import load_rules
from rentspider.auditing.reasons import Reasons
from rentspider.browse.pages.article import paragraphs
from tests.browse.library import CALL, HOSTILE, PHONE, SCRIPT
from tests.browse.pages import Pages, words
from tests.db.helpers import SITE
from tests.fakesite import sample
from tests.helpers import rows

TRUTH = {each["id"]: each for each in sample.sample_truth()}


@pytest.mark.parametrize("number", sorted(TRUTH)[::7])
def test_the_text_is_whole(pages: Pages, number: int) -> None:
    page = pages.page(f"/post/{SITE}/{number}")
    shown = words(page, "//div[@class='text']/p[not(@class)] | //div[@class='text']//tr")
    assert ["".join(line.split()) for line in shown] == ["".join(line.split()) for line in TRUTH[number]["paragraphs"]]


def test_lines_with_cells_are_tables() -> None:
    table, after = list(paragraphs("区\t楼\n嘉定\t一号\n完"))
    assert table.rows == [["区", "楼"], ["嘉定", "一号"]]
    assert (after.text, after.rows) == ("完", ())


def test_what_belongs_to_it(pages: Pages, library: Path) -> None:
    [post] = rows(library / "rent.db", "SELECT * FROM v_articles WHERE tags IS NOT NULL AND source IS NOT NULL LIMIT 1")
    page = pages.page(f"/post/{post['site']}/{post['id']}")
    assert page.xpath("//dl//a/@href")[0] == post["url"]
    assert ", ".join(words(page, "//a[@class='tag']")) == post["tags"]
    assert post["source"] in words(page, "//article//p[@class='about']/a")
    assert words(page, "//article//time")[0].startswith(post["published"][:10])


def test_the_evidence_of_the_date(pages: Pages, library: Path) -> None:
    said = "SELECT post_id AS id, count(*) AS n, min(raw) AS raw FROM date_evidence WHERE witness = 'page' GROUP BY 1"
    row = rows(library / "rent.db", said)[0]
    shown = words(pages.page(f"/post/{SITE}/{row['id']}"), "//details[@id='date']")[0]
    assert row["raw"] in shown
    assert "文章页 page" in shown


@pytest.mark.parametrize(("end", "shown"), [("earliest", "不早于 2026-03-10"), ("latest", "不晚于 2026-03-10")])
def test_a_date_with_an_open_end(library: Path, tmp_path: Path, end: str, shown: str) -> None:
    database = Path(shutil.copy(library / "rent.db", tmp_path))
    other = {"earliest": "latest", "latest": "earliest"}[end]
    known = f"{{0}}{end} = '2026-03-10T04:00:00Z', {{0}}{other} = NULL"
    rows(database, f"UPDATE date_evidence SET {known.format('')} WHERE post_id = {HOSTILE}")
    open_end = f"{known.format('published_')}, published_at = NULL, published_day = NULL, published_precision = 'range'"
    rows(database, f"UPDATE articles SET {open_end} WHERE id = {HOSTILE}")
    pages = Pages(database)
    page = pages.page(f"/post/{SITE}/{HOSTILE}")
    assert words(page, "//article//time") == [shown]
    fold = words(page, "//details[@id='date']")[0]
    assert (fold.count(f"{shown} 12:00"), "没有可靠的证据" in fold, "读不懂" in fold) == (2, False, False)
    pages.close()


def test_what_was_removed_is_behind_a_fold_with_kind_rule_and_reason(pages: Pages, library: Path) -> None:
    [fold] = pages.page(f"/post/{SITE}/137").xpath("//details[@id='removed']")
    removed = rows(
        library / "rent.db",
        "SELECT r.* FROM removed_blocks r JOIN articles a ON a.key = r.article_key WHERE a.id = 137 ORDER BY position",
    )
    assert "open" not in fold.attrib
    assert words(fold, ".//li//code") == [row["rule"] for row in removed]
    assert [row["kind"] for row in removed if row["kind"] not in fold.text_content()] == []
    assert words(fold, ".//li//span[@lang='en']")[1::2] == [Reasons(load_rules()).why(row["rule"]) for row in removed]


def test_numbers_of_people_are_masked(pages: Pages) -> None:
    text = pages.text(f"/post/{SITE}/{HOSTILE}")
    assert "来电 13•••••••••，或微信 ta••••••••••、13•••••••••••" in text
    for part in (PHONE, PHONE[2:], "taojingli", "0000 0008"):
        assert part in CALL
        assert part not in text


def test_pictures_are_addresses(pages: Pages) -> None:
    page = pages.page(f"/post/{SITE}/{HOSTILE}")
    [fold] = page.xpath("//details[@id='pictures']")
    assert fold.xpath(".//a/@href") == ["http://elsewhere.example/picture.png"]
    assert SCRIPT in fold.text_content()
    assert page.xpath("//img | //picture | //iframe | //object | //embed") == []


def test_what_changed(pages: Pages) -> None:
    [fold] = pages.page(f"/post/{SITE}/{HOSTILE}").xpath("//details[@id='changes']")
    assert words(fold, ".//del") == ["首段", "区 楼", "嘉定 一号"]
    assert words(fold, ".//ins") == ["首段改了", "末段"]


def test_a_copy_and_its_first_know_each_other(pages: Pages, library: Path) -> None:
    same = "SELECT c.id AS copy, o.id AS first FROM articles c JOIN articles o ON o.key = c.duplicate_of"
    [pair] = rows(library / "rent.db", same)
    first, copy = f"/post/{SITE}/{pair['first']}", f"/post/{SITE}/{pair['copy']}"
    assert first in pages.page(copy).xpath("//p[@class='note']/a/@href")
    assert copy in pages.page(first).xpath("//details[@id='copies']//a/@href")


def test_a_post_that_is_gone_is_marked(pages: Pages) -> None:
    assert "已撤下" in words(pages.page(f"/post/{SITE}/{HOSTILE}"), "//article/header")[0]


@pytest.mark.parametrize("path", [f"/post/{SITE}/1", "/post/nowhere.example/137", f"/post/{SITE}/{'9' * 18}"])
def test_a_post_that_is_not_there(pages: Pages, path: str) -> None:
    assert "没有这一页" in pages.text(path, 404)
