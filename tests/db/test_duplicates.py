"""Copies: posts of a site with the same text point at the one with the lowest number."""

from itertools import permutations
from typing import Any

from tests.db.helpers import Database, post


def copies(database: Database, site: str = "demo.example") -> dict[int, Any]:
    """Each post with the number of the one that it is a copy of."""
    query = "SELECT a.id, d.id AS first FROM articles a LEFT JOIN articles d ON d.key = a.duplicate_of"
    return {row["id"]: row["first"] for row in database.rows(f"{query} WHERE a.site = '{site}'")}


def test_copies_in_any_order_point_at_the_lowest_number(database: Database) -> None:
    for number, order in enumerate(permutations([3, 5, 9])):
        site = f"{number}.example"
        database.save(*(post(post_id, title=f"题{post_id}", site=site) for post_id in order), post(7, "独", site=site))
        assert copies(database, site) == {3: None, 5: 3, 9: 3, 7: None}


def test_another_site_is_no_copy(database: Database) -> None:
    database.save(post(1), post(2, site="b.example"))
    assert copies(database) == {1: None}
    assert copies(database, "b.example") == {2: None}


def test_posts_without_text_are_no_copies(database: Database) -> None:
    database.save(post(1, ""), post(2, ""))
    assert copies(database) == {1: None, 2: None}


def test_a_copy_that_changes_is_none_any_more(database: Database) -> None:
    database.save(post(1), post(2), post(2, "改", at=1))
    assert copies(database) == {1: None, 2: None}


def test_a_first_that_changes_leaves_its_place_to_the_next(database: Database) -> None:
    database.save(post(1), post(2), post(3), post(1, "改", at=1))
    assert copies(database) == {1: None, 2: None, 3: 2}


def test_a_text_can_become_that_of_another(database: Database) -> None:
    database.save(post(1), post(2, "别的"), post(3, "别的"), post(2, at=1))
    assert copies(database) == {1: None, 2: 1, 3: None}


def test_an_older_capture_makes_no_copy(database: Database) -> None:
    database.save(post(1), post(2, "新", at=1), post(2))
    assert copies(database) == {1: None, 2: None}


def test_a_copy_that_loses_its_text_is_none_any_more(database: Database) -> None:
    database.save(post(1), post(2), post(2, "", at=1))
    assert copies(database) == {1: None, 2: None}
