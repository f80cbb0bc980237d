"""Best first: the title, then what says more of a word."""

from rentspider.db.filters import Filters
from rentspider.db.search import Query, find
from tests.db.helpers import Database, post


def order(database: Database, text: str, filters: Filters | None = None) -> list[int]:
    with database.connection() as connection:
        return [hit.id for hit in find(connection, Query(text, filters or Filters())).hits]


def test_the_title_counts_before_the_text_and_many_mentions_before_few(database: Database) -> None:
    filler = "别的话" * 20
    database.save(
        post(1, f"嘉定{filler}", title="无关"),
        post(2, f"嘉定嘉定嘉定{filler}", title="无关"),
        post(3, filler, title="嘉定"),
        post(4, f"嘉定嘉定嘉定{filler}", title="嘉定"),
        *(post(number, filler, title="无关") for number in range(5, 15)),
    )
    assert order(database, "嘉定") == [4, 3, 2, 1]
    assert order(database, "嘉定", Filters(category="园区动态")) == [4, 3, 2, 1]


def test_all_words_in_the_title_count_before_one(database: Database) -> None:
    database.save(post(1, "嘉定招商" * 9, title="嘉定"), post(2, "无", title="嘉定的招商"), post(3, "无", title="无"))
    assert order(database, "嘉定 招商") == [2, 1]


def test_single_characters_do_not_decide_beside_words(database: Database) -> None:
    database.save(post(1, "嘉定", title="厂"), post(2, "厂", title="嘉定"))
    assert order(database, "厂 嘉定") == [2, 1]


def test_posts_that_are_gone_are_found_and_say_so(database: Database) -> None:
    database.save(post(1, "嘉定"))
    database.rows("UPDATE articles SET status = 'gone'")
    with database.connection() as connection:
        [hit] = find(connection, Query("嘉定")).hits
    assert hit.status == "gone"
