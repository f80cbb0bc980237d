"""Storing posts: one article each, whatever number and order of fetches; what it was before is a revision."""

from collections.abc import Iterator
from itertools import permutations

import pytest

from rentspider.db.articles import clean_anew
from rentspider.db.search.index import keep_in_step
from tests.db.helpers import Database, post, stamp

REVISIONS = "SELECT body_text, fetched_at FROM revisions ORDER BY fetched_at"
ARTICLE = "SELECT body_text, fetched_at, first_seen_at, last_seen_at, view_count FROM articles"


def test_the_same_fetch_twice_changes_nothing(database: Database) -> None:
    item = post(tags=["嘉定"], images=["http://demo.example/a.jpg"], related=[2], removed=["电话"])
    assert database.save(item) == ["new"]
    tables = ("articles", "revisions", "tags", "article_tags", "images", "links", "removed_blocks")
    before = [database.rows(f"SELECT * FROM {table}") for table in tables]
    assert database.save(item, item) == ["unchanged", "unchanged"]
    assert [database.rows(f"SELECT * FROM {table}") for table in tables] == before


def test_a_change_makes_a_revision(database: Database) -> None:
    assert database.save(post(text="旧", at=0), post(text="新", at=1)) == ["new", "changed"]
    assert database.values(ARTICLE) == [("新", stamp(1), stamp(0), stamp(1), 5)]
    assert database.values(REVISIONS) == [("旧", stamp(0))]


@pytest.mark.parametrize("change", [{"title": "别的"}, {"source": "解放日报"}, {"text": "首段\n末段\n后记"}])
def test_title_text_and_source_are_what_counts(database: Database, change: dict[str, str]) -> None:
    database.save(post(at=0), post(at=1, **change))  # type: ignore[arg-type]
    assert len(database.values(REVISIONS)) == 1


def test_an_unchanged_post_is_seen_later_and_has_more_views(database: Database) -> None:
    assert database.save(post(views=5), post(at=3, views=9)) == ["new", "unchanged"]
    assert database.values(ARTICLE) == [("首段\n末段", stamp(3), stamp(0), stamp(3), 9)]
    assert database.values(REVISIONS) == []


def test_a_revision_has_the_time_when_it_was_last_seen(database: Database) -> None:
    database.save(post(text="旧", at=0), post(text="旧", at=1), post(text="新", at=2))
    assert database.values(REVISIONS) == [("旧", stamp(1))]


def test_an_older_capture_becomes_a_revision_in_its_place(database: Database) -> None:
    outcomes = database.save(
        post(text="三", at=4, views=9), post(text="一", at=0, views=1), post(text="二", at=2, views=4)
    )
    assert outcomes == ["new", "older", "older"]
    assert database.values(ARTICLE) == [("三", stamp(4), stamp(0), stamp(4), 9)]
    assert database.values(REVISIONS) == [("一", stamp(0)), ("二", stamp(2))]


def test_a_change_and_back_again_is_two_revisions(database: Database) -> None:
    database.save(post(text="甲", at=0), post(text="乙", at=1), post(text="甲", at=2))
    assert database.values(ARTICLE) == [("甲", stamp(2), stamp(0), stamp(2), 5)]
    assert database.values(REVISIONS) == [("甲", stamp(0)), ("乙", stamp(1))]


def history(texts: str) -> list[tuple[str, str]]:
    """The revisions of a post that was fetched with these texts, one an hour."""
    last = {at: text for at, text in enumerate(texts[:-1]) if texts[at + 1] != text}
    return [(text, stamp(at)) for at, text in last.items()]


RETURNS = ("甲乙甲", "甲乙丙甲", "甲乙甲乙", "甲乙乙甲", "甲甲乙乙甲")
SIMPLE = ("甲乙", "甲甲乙", "甲乙乙", "甲乙丙")


@pytest.mark.parametrize("texts", [*SIMPLE, *RETURNS])
def test_captures_in_every_order_give_the_same_article(database: Database, texts: str) -> None:
    newest = len(texts) - 1
    for site in in_every_order(database, texts):
        found = database.values(f"{ARTICLE} WHERE site = '{site}'")
        assert found == [(texts[-1], stamp(newest), stamp(0), stamp(newest), newest)]


@pytest.mark.parametrize("texts", [*SIMPLE, *RETURNS])
def test_captures_in_every_order_give_the_same_revisions(database: Database, texts: str) -> None:
    for site in in_every_order(database, texts):
        found = database.values(
            "SELECT r.body_text, r.fetched_at FROM revisions r JOIN articles a ON a.key = r.article_key "
            f"WHERE site = '{site}' ORDER BY r.fetched_at"
        )
        assert found == history(texts), site


def in_every_order(database: Database, texts: str) -> Iterator[str]:
    """Store fetches with these texts, one an hour, in every order: a site for each, named after it."""
    for order in permutations(range(len(texts))):
        site = f"order-{''.join(map(str, order))}.example"
        database.save(*(post(text=texts[at], at=at, views=at, site=site) for at in order))
        yield site


def test_two_captures_of_one_second_in_either_order(database: Database) -> None:
    database.save(post(text="甲"), post(text="乙"))
    database.save(post(text="乙", site="b.example"), post(text="甲", site="b.example"))
    first, second = database.values("SELECT body_text FROM articles ORDER BY key")
    assert first == second


def test_another_cleaner_makes_no_revision(database: Database) -> None:
    database.save(post(text="正文\n扫一扫", at=0, cleaner=1), post(text="正文", at=1, cleaner=2, removed=["扫一扫"]))
    assert database.values("SELECT body_text, cleaner_version FROM articles") == [("正文", 2)]
    assert database.values(REVISIONS) == []
    assert database.values("SELECT text FROM removed_blocks") == ["扫一扫"]


def cleaned_anew(database: Database, cleaner: int) -> None:
    """Seen twice in one form, which is then cleaned otherwise, as learning or new rules do."""
    database.save(post(text="正文\n扫一扫", at=0), post(text="正文\n扫一扫", at=1))
    with database.connection() as connection:
        clean_anew(connection, 1, post(text="正文", at=1, cleaner=cleaner))
        keep_in_step(connection)


@pytest.mark.parametrize("cleaner", [1, 2])
def test_a_post_that_was_cleaned_anew_can_be_fetched_again(database: Database, cleaner: int) -> None:
    cleaned_anew(database, cleaner)
    assert database.save(post(text="正文", at=2, cleaner=cleaner)) == ["unchanged"]
    assert database.values(REVISIONS) == []
    assert database.save(post(text="别的", at=3, cleaner=cleaner)) == ["changed"]
    assert database.values(REVISIONS) == [("正文", stamp(2))]


def test_a_capture_of_a_form_that_is_lost_is_passed_over(database: Database) -> None:
    cleaned_anew(database, 1)
    database.rows("UPDATE captures SET content_hash = 'lost' WHERE fetched_at < (SELECT max(fetched_at) FROM captures)")
    assert database.save(post(text="正文", at=2)) == ["unchanged"]
    assert database.values(REVISIONS) == []


def test_an_empty_body_is_stored(database: Database) -> None:
    database.save(post(text="", images=["http://demo.example/a.jpg"]))
    assert database.values("SELECT body_text, text_hash FROM articles") == [("", None)]


def test_sites_and_numbers_are_apart(database: Database) -> None:
    database.save(post(1), post(2), post(1, site="b.example"))
    assert len(database.values("SELECT key FROM articles")) == 3
