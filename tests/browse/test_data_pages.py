"""Datasette's own pages: everything has a title and a description, articles have facets, questions have answers."""

from pathlib import Path

import pytest

from pipelines.cleaning.rules import REMOVED
from rentspider.browse.metadata import HIDDEN
from rentspider.browse.words import labels, questions, relations
from rentspider.db.schema import describe
from rentspider.db.views import VIEWS
from rentspider.outcome import Exit
from tests.browse.pages import Pages, words
from tests.helpers import rows

SHOWN = [relation for relation in describe() if relation.name not in HIDDEN]


def test_everything_has_a_chinese_name_and_nothing_else_has() -> None:
    named = labels()
    assert named["relations"].keys() == relations().keys()
    assert named["columns"].keys() == {column.name for relation in describe() for column in relation.columns}
    assert named["kinds"].keys() == set(REMOVED)
    assert named["outcomes"].keys() == {*(code.name.lower().replace("_", " ") for code in Exit), "running"}


@pytest.mark.parametrize("relation", SHOWN, ids=lambda relation: relation.name)
def test_a_relation_is_explained_on_its_page(pages: Pages, relation: object) -> None:
    name, described = relation.name, relations()[relation.name]  # type: ignore[attr-defined]
    page = pages.page(f"/rent/{name}")
    assert words(page, "//h1")[0].startswith(labels()["relations"][name])
    assert words(page, "//p[@class='doc']")[0] == " ".join(described.doc.replace("`", "").split())
    explained = dict(
        zip(words(page, "//dl[@class='docs']//dt/code"), words(page, "//dl[@class='docs']//dd"), strict=True)
    )
    for column in described.columns:
        assert explained[column.name].startswith(" ".join(column.doc.replace("`", "").split()))


def test_the_data_page_lists_what_people_need_and_hides_the_rest(pages: Pages) -> None:
    listed = words(pages.page("/rent"), "//section[@class='relation']/h3/code")
    assert listed == [relation.name for relation in SHOWN]
    assert {view.name for view in VIEWS} <= set(listed)


@pytest.mark.parametrize("facet", ["category", "source", "month", "tag"])
def test_facets_of_articles_count_and_narrow(pages: Pages, library: Path, facet: str) -> None:
    view, column = ("v_tagged", "tag") if facet == "tag" else ("v_articles", facet)
    counted = rows(
        library / "rent.db",
        f"SELECT {column} AS value, count(*) AS n FROM {view} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    [shown] = pages.page("/rent/v_articles").xpath(f"//details[@id='facet-{facet}']")
    assert words(shown, ".//li")[:3] == [f"{row['value']} {row['n']}" for row in counted[:3]]
    chosen = pages.page(shown.xpath(".//li/a/@href")[0])
    assert words(chosen, "//p[@class='count']")[0].startswith(f"{counted[0]['n']} 行")
    assert len(chosen.xpath("//ol[@class='list']/li")) == counted[0]["n"]
    assert words(chosen, f"//details[@id='facet-{facet}' and @open]//strong") == [counted[0]["value"]]


def test_two_tags_narrow_further(pages: Pages, library: Path) -> None:
    pair = "SELECT a.tag, b.tag AS other FROM v_tagged a JOIN v_tagged b ON b.key = a.key AND b.tag > a.tag LIMIT 1"
    [tags] = rows(library / "rent.db", pair)
    found = pages.json(f"/rent/v_articles.json?_shape=array&_tag={tags['tag']}&_tag={tags['other']}")
    assert found
    assert [row for row in found if not {tags["tag"], tags["other"]} <= set(row["tags"].split(", "))] == []


@pytest.mark.parametrize("question", questions(), ids=lambda question: str(question["name"]))
def test_each_question_has_an_answer_in_the_sample(pages: Pages, question: dict[str, str]) -> None:
    empty = "&".join(f"{field['name']}=" for field in question.get("fields", ()))  # type: ignore[index]
    page = pages.page(f"/rent/{question['name']}?{empty}")
    assert words(page, "//table[@class='rows']/tbody/tr")
    assert words(page, "//pre") == [" ".join(question["sql"].split())]


def test_the_question_about_a_place_and_a_trade(pages: Pages) -> None:
    page = pages.page("/rent/about?word=嘉定&also=数字经济&since=2026-01-01")
    titles = words(page, "//td[@data-label='标题']")
    assert "嘉定发布数字经济扶持新政 单个项目最高补贴3040万元" in titles
    [first, *_] = page.xpath("//td[@data-label='标题']/a/@href")
    assert words(pages.page(first), "//h1") == titles[:1]


@pytest.mark.parametrize("path", ["?_size=max", "/{key},{position}", "?_facet=text&_facet_size=max&_size=1"])
def test_removed_text_in_the_raw_table_is_masked(pages: Pages, library: Path, path: str) -> None:
    call = "SELECT article_key AS key, position FROM removed_blocks WHERE text LIKE '%13800000001%' LIMIT 1"
    [place] = rows(library / "rent.db", call)
    shown = pages.page(f"/rent/removed_blocks{path.format(**place)}").xpath("string(//main)")
    assert "13•••••••••" in shown
    assert "1380000" not in shown


def test_the_newest_come_first(pages: Pages) -> None:
    found = pages.json("/rent/v_articles.json?_shape=array&_size=max")
    published = [row["published"] or "" for row in found]
    assert published == sorted(published, reverse=True)


def test_a_title_leads_to_its_article_wherever_it_stands(pages: Pages) -> None:
    page = pages.page("/rent?sql=select+title,+site,+id+from+v_articles+limit+1")
    assert words(pages.page(page.xpath("//td/a/@href")[0]), "//h1") == words(page, "//td/a")


def test_what_is_shown_can_be_had_as_csv(pages: Pages) -> None:
    [csv] = pages.page("/rent/sources").xpath("//p[@class='export']/a[text()='CSV']/@href")
    assert pages.text(csv).startswith("source,articles,first_day,last_day")
