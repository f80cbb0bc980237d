"""What belongs to an article: tags, pictures, removed blocks and links, after one fetch and after more."""

import pytest

from rentspider.items import PostItem
from tests.db.helpers import Database, post, stamp

TAGS = "SELECT t.name FROM tags t JOIN article_tags x ON x.tag_key = t.key ORDER BY t.name"
LINKS = "SELECT post_id, first_seen_at, last_seen_at FROM links ORDER BY post_id"
IMAGES = "SELECT url FROM images ORDER BY number"
REMOVED = "SELECT text FROM removed_blocks ORDER BY position"


def test_tags_are_those_of_the_newest_fetch(database: Database) -> None:
    database.save(post(tags=["嘉定", "厂房"]), post(at=1, tags=["嘉定", "新能源"]))
    assert database.values(TAGS) == ["嘉定", "新能源"]
    database.save(post(at=2))
    assert database.values(TAGS) == []


def test_an_older_fetch_leaves_tags_pictures_and_removals(database: Database) -> None:
    database.save(post(at=1, tags=["新"], images=["http://demo.example/new.jpg"], removed=["新"]))
    database.save(post(text="别的", tags=["旧"], images=["http://demo.example/old.jpg"], removed=["旧"]))
    found = [database.values(query) for query in (TAGS, IMAGES, REMOVED)]
    assert found == [["新"], ["http://demo.example/new.jpg"], ["新"]]


def test_posts_share_a_tag(database: Database) -> None:
    database.save(post(1, tags=["嘉定"]), post(2, tags=["嘉定"]))
    assert database.values("SELECT name FROM tags") == ["嘉定"]
    assert database.values(TAGS) == ["嘉定", "嘉定"]


def test_links_are_kept_with_the_first_and_the_last_time(database: Database) -> None:
    database.save(post(at=2, related=[7, 8]), post(at=5, related=[8, 9]), post(at=0, related=[8]))
    assert database.values(LINKS) == [
        (7, stamp(2), stamp(2)),
        (8, stamp(0), stamp(5)),
        (9, stamp(5), stamp(5)),
    ]


def test_a_changed_text_brings_its_pictures_and_removals(database: Database) -> None:
    database.save(post(images=["http://demo.example/a.jpg"], removed=["旧号"]))
    database.save(post(text="新", at=1, images=["http://demo.example/b.jpg"], removed=["新号"]))
    assert database.values(IMAGES) == ["http://demo.example/b.jpg"]
    assert database.values(REMOVED) == ["新号"]


def test_a_new_picture_with_the_same_text(database: Database) -> None:
    database.save(post(images=["http://demo.example/a.jpg"]), post(at=1, images=["http://demo.example/b.jpg"]))
    [html] = database.values("SELECT body_html FROM articles")
    assert [url for url in database.values(IMAGES) if url in html] == ["http://demo.example/b.jpg"]


def test_a_new_contact_block_with_the_same_text(database: Database) -> None:
    database.save(post(removed=["电话一"]), post(at=1, removed=["电话二", "扫一扫"]))
    assert database.values(REMOVED) == ["电话二", "扫一扫"]


@pytest.mark.parametrize("order", [pytest.param((0, 1)), (1, 0)])
def test_the_order_of_fetches_does_not_matter(database: Database, order: tuple[int, int]) -> None:
    fetches: list[PostItem] = [post(removed=["电话一"]), post(at=1, removed=["电话二"])]
    database.save(*(fetches[at] for at in order))
    assert database.values(REMOVED) == ["电话二"]
