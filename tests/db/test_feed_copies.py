"""What the feed says of posts is remembered, so that a change is seen without asking for the post itself."""

import pytest

from rentspider.db.feed_copies import changed_posts, remember_copies, whole_copies
from rentspider.db.fetches import record_fetch
from rentspider.items import Fetch
from tests.db.helpers import SITE, Database, moment, post, stamp

COPIES = "SELECT hash, seen_at, changed_at FROM feed_copies ORDER BY site, post_id"


class Feed:
    """The feeds of a site as they come, and what follows from them."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def say(self, at: float, site: str = SITE, **hashes: str) -> set[int]:
        """A feed with copies of posts, `p1="a"`; gives the posts that have changed, as a crawl asks when it comes."""
        said = {int(name[1:]): copy for name, copy in hashes.items()}
        with self.database.connection() as connection:
            changed = changed_posts(connection, site, said, moment(at))
            remember_copies(connection, site, said, moment(at))
            assert changed_posts(connection, site, said, moment(at)) == changed, "the same before and after it is noted"
        return changed

    def whole(self, lengths: dict[int, int], site: str = SITE) -> set[int]:
        with self.database.connection() as connection:
            return whole_copies(connection, site, lengths)


@pytest.fixture
def feed(database: Database) -> Feed:
    return Feed(database)


def test_the_first_copy_of_a_post_is_no_change(database: Database, feed: Feed) -> None:
    database.save(post(1))
    assert feed.say(1, p1="a") == set()
    assert database.values(COPIES) == [("a", stamp(1), None)]


def test_the_same_copy_again_is_no_change(database: Database, feed: Feed) -> None:
    database.save(post(1))
    for at in (1, 2, 3):
        assert feed.say(at, p1="a") == set()
    assert database.values(COPIES) == [("a", stamp(3), None)]


def test_another_copy_is_a_change_until_the_post_is_fetched(database: Database, feed: Feed) -> None:
    database.save(post(1))
    feed.say(1, p1="a")
    assert feed.say(2, p1="b") == {1}
    assert feed.say(3, p1="b") == {1}, "the run before could not fetch it"
    assert database.values(COPIES) == [("b", stamp(3), stamp(2))]
    database.save(post(1, text="新", at=3.5))
    assert feed.say(4, p1="b") == set()
    assert feed.say(5, p1="c") == {1}


def test_a_change_that_was_fetched_otherwise_meanwhile_is_none(database: Database, feed: Feed) -> None:
    database.save(post(1, at=0))
    feed.say(1, p1="a")
    feed.say(2, p1="b")
    database.save(post(1, at=2))
    assert feed.say(2, p1="b") == set(), "rendered in the same second"


def test_a_change_and_back_again_is_a_change(database: Database, feed: Feed) -> None:
    database.save(post(1))
    feed.say(1, p1="a")
    feed.say(2, p1="b")
    assert feed.say(3, p1="a") == {1}


def test_what_an_older_feed_said_changes_nothing(database: Database, feed: Feed) -> None:
    feed.say(5, p1="a")
    feed.say(6, p1="b")
    before = database.rows("SELECT * FROM feed_copies")
    for at in (4, 5, 6):
        feed.say(at, p1="c")
    assert database.rows("SELECT * FROM feed_copies") == before


def test_only_stored_posts_that_are_live_can_have_changed(database: Database, feed: Feed) -> None:
    database.save(post(1), post(2))
    database.rows("UPDATE articles SET status = 'gone' WHERE id = 2")
    feed.say(1, p1="a", p2="a", p3="a")
    assert feed.say(2, p1="b", p2="b", p3="b") == {1}


def test_a_feed_that_no_longer_has_a_post_says_nothing_of_it(database: Database, feed: Feed) -> None:
    database.save(post(1), post(2))
    feed.say(1, p1="a", p2="a")
    assert feed.say(2, p2="a") == set()
    assert feed.say(3, p1="b") == {1}, "as a feed of a single day may"


def test_a_changed_post_that_fails_is_tried_again_at_growing_intervals_too(database: Database, feed: Feed) -> None:
    """Like any other: what is tried again once its rest is over does not depend on the feed."""
    database.save(post(1))
    feed.say(1, p1="a")
    assert feed.say(2, p1="b") == {1}
    with database.connection() as connection:
        for at in (2, 3, 4):
            record_fetch(connection, Fetch(f"http://{SITE}/index.php/post/1.html", moment(at), 500, error="in vain"))
    assert feed.say(5, p1="b") == set()


def test_sites_are_apart(database: Database, feed: Feed) -> None:
    database.save(post(1), post(1, site="b.example"))
    feed.say(1, p1="a")
    assert feed.say(2, site="b.example", p1="b") == set()
    assert feed.say(3, site="b.example", p1="a") == {1}
    assert feed.say(3, p1="a") == set()


def test_whole_copies_are_as_long_as_the_article_or_nearly(database: Database, feed: Feed) -> None:
    text = "园区厂房招商政策十字。" * 10
    database.save(*(post(number, text=text) for number in (1, 2, 3)), post(4, text=""), post(5, text=text))
    lengths = {1: 300, 2: len(text) - 5, 3: len(text) // 2, 4: 0, 99: 300}
    assert feed.whole(lengths) == {1, 2, 4}
    assert feed.whole(lengths, site="b.example") == set()
    assert feed.whole({}) == set()
