"""What is learned from many posts: the operator's block, and not what authors like to say."""

from collections.abc import Iterable
from random import Random

import pytest

from rentspider.db.repetition import (
    STRONG,
    WEAK,
    articles_with,
    judge_line,
    learn,
    learned_weights,
    note_applied,
    unapplied_lines,
)
from rentspider.items import EdgeLine, PostItem
from tests.db.helpers import SITE, Database, post

SLOGAN, HOTLINE, APP, ENDING = 11, 12, 13, 14


def posted(number: int, *lines: int, text: str = "", place: str = "tail") -> PostItem:
    """A post with prose of its own, and then lines with these fingerprints."""
    item = post(number, text or f"第{number}篇的正文")
    own = 1000 + number
    item.edges = [EdgeLine(at, at, place, line) for at, line in enumerate((own, *lines), 1)]
    return item


def learned(database: Database, items: Iterable[PostItem]) -> dict[int, float]:
    database.save(*items)
    with database.connection() as connection:
        learn(connection, SITE)
        return learned_weights(connection, SITE)


def test_a_block_that_stands_on_most_posts_is_learned(database: Database) -> None:
    found = learned(database, (posted(number, SLOGAN, HOTLINE) for number in range(1, 41)))
    assert found == {SLOGAN: STRONG, HOTLINE: STRONG}


def test_on_a_site_with_few_posts_it_stays_quiet(database: Database) -> None:
    assert learned(database, (posted(number, SLOGAN, HOTLINE) for number in range(1, 21))) == {}


def test_lines_of_some_posts_that_stand_together_are_learned(database: Database) -> None:
    some = [posted(number, APP, 15) for number in range(1, 7)]
    others = [posted(number) for number in range(7, 101)]
    assert learned(database, [*some, *others]) == {APP: STRONG, 15: STRONG}


def test_an_ending_that_authors_like_is_only_a_hint(database: Database) -> None:
    """It stands behind prose that is always another, and before whatever follows the article."""
    some = [posted(number, ENDING, SLOGAN, HOTLINE) for number in range(1, 7)]
    others = [posted(number, SLOGAN, HOTLINE) for number in range(7, 101)]
    assert learned(database, [*some, *others]) == {ENDING: WEAK, SLOGAN: STRONG, HOTLINE: STRONG}


def test_copies_of_a_post_are_no_repetition(database: Database) -> None:
    copies = [posted(number, 21, 22, text="同一篇文章") for number in range(1, 10)]
    assert learned(database, [*copies, *(posted(number) for number in range(10, 60))]) == {}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_posts_does_not_matter(database: Database, seed: int) -> None:
    items = [posted(number, *((APP, 15) if number % 9 == 0 else ()), SLOGAN, HOTLINE) for number in range(1, 91)]
    expected = {APP: STRONG, 15: STRONG, SLOGAN: STRONG, HOTLINE: STRONG}
    Random(seed).shuffle(items)
    for part in (items[:40], items[40:]):
        found = learned(database, part)
    assert found == expected


def test_what_is_learned_bears_on_the_posts_that_have_it_until_it_is_applied(database: Database) -> None:
    learned(database, [*(posted(number, APP, 15) for number in range(1, 7)), *map(posted, range(7, 60))])
    with database.connection() as connection:
        lines = unapplied_lines(connection, SITE)
        assert (lines, len(articles_with(connection, SITE, lines))) == ({APP, 15}, 6)
        note_applied(connection, SITE)
        assert unapplied_lines(connection, SITE) == set()
        learn(connection, SITE)
        assert unapplied_lines(connection, SITE) == set(), "nothing new was learned"


def test_what_repeats_no_more_is_unlearned(database: Database) -> None:
    learned(database, [*(posted(number, APP, 15) for number in range(1, 6)), *map(posted, range(6, 60))])
    with database.connection() as connection:
        note_applied(connection, SITE)
        connection.exec_driver_sql("DELETE FROM edge_lines WHERE article_key = 1")
        learn(connection, SITE)
        assert learned_weights(connection, SITE) == {}
        assert unapplied_lines(connection, SITE) == {APP, 15}, "their posts are to be cleaned once more"
        note_applied(connection, SITE)
    assert database.rows("SELECT * FROM learned_blocks") == []


def test_what_a_person_says_lasts(database: Database) -> None:
    learned(database, [*(posted(number, APP, 15) for number in range(1, 7)), *map(posted, range(7, 60))])
    with database.connection() as connection:
        assert judge_line(connection, SITE, APP, "vetoed")
        assert not judge_line(connection, SITE, 999, "vetoed")
    assert learned(database, [posted(number, APP, 15) for number in range(60, 70)]) == {15: STRONG}
    with database.connection() as connection:
        judge_line(connection, SITE, APP, "confirmed")
        connection.exec_driver_sql("DELETE FROM edge_lines")
        learn(connection, SITE)
        note_applied(connection, SITE)
        assert learned_weights(connection, SITE) == {APP: STRONG}
