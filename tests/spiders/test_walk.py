"""How far a walk through the lists goes, and from where the next one goes on."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rentspider.spiders.walk import LONGEST, STALE, Shown, Walk, ends_fresh

PER_PAGE = 10


def rows(*posts: int, sticky: Collection[int] = ()) -> list[Shown]:
    """A page as a list shows it."""
    return [Shown(post, sticky=post in sticky) for post in posts]


def dated(*days: int) -> list[Shown]:
    """A page of posts, each of a day in March; 0 is a day that nobody knows."""
    return [Shown(100 - at, day=date(2026, 3, day) if day else None) for at, day in enumerate(days)]


class List:
    """The front list of a site, newest first, ten posts a page."""

    def __init__(self, newest: int, known: Iterable[int] = ()) -> None:
        self.posts = list(range(newest, 0, -1))
        self.known = set(known)

    def page(self, number: int) -> list[Shown]:
        return rows(*self.posts[(number - 1) * PER_PAGE : number * PER_PAGE])

    def walk(self, walk: Walk) -> int:
        """Fetch what a walk leads to; gives the number of pages that it looked at."""
        pages = -(-len(self.posts) // PER_PAGE)
        for number in range(1, pages + 1):
            shown = self.page(number)
            fresh = {post.id for post in shown} - self.known
            walk.see(number, shown)
            self.known |= fresh
            if not (walk.takes_all or walk.goes_on(shown, fresh)):
                return number
        return pages


def test_a_first_walk_looks_at_everything() -> None:
    walk = Walk()
    assert walk.takes_all
    assert List(95).walk(walk) == 10


def test_a_full_walk_does_so_whatever_is_known() -> None:
    site = List(95, range(96))
    assert site.walk(Walk([95, 94], everything=True)) == 10


def test_a_known_post_of_the_last_walk_stops_it() -> None:
    walk = Walk([3, 2, 1])
    assert not walk.takes_all
    assert not walk.goes_on(rows(5, 4, 3), {5, 4})
    assert not walk.goes_on(rows(3, 2, 1), set())


def test_unknown_posts_to_the_end_of_the_page_lead_on() -> None:
    assert Walk([3, 2, 1]).goes_on(rows(9, 8, 7), {9, 8, 7})


def test_posts_that_are_known_otherwise_do_not_stop_it() -> None:
    """A run that was cut short, or a related link, has brought them; what follows may be unknown."""
    assert Walk([3, 2, 1]).goes_on(rows(9, 8, 7), set())


def test_something_unknown_behind_a_known_post_leads_on() -> None:
    walk = Walk([3, 2, 1])
    assert walk.goes_on(rows(3, 5), {5})
    assert not walk.goes_on(rows(3, 5, 2), {5})


def test_a_sticky_post_never_stops_it() -> None:
    walk = Walk([3, 2, 1])
    assert walk.goes_on(rows(3, 9, 8, sticky={3}), set())
    assert walk.goes_on(rows(3, 9, 8, sticky={3}), {9, 8})


def test_a_post_on_top_whose_mark_is_not_known_does_not_stop_it_where_unknown_ones_follow() -> None:
    assert Walk([3, 2, 1]).goes_on(rows(3, 9, 8), {9, 8})


def test_a_sticky_post_is_no_place_for_the_next_walk_to_stop() -> None:
    walk = Walk()
    walk.see(1, rows(3, 9, 8, sticky={3}))
    assert walk.frontier() == [9, 8]


def test_the_next_walk_stops_where_this_one_began() -> None:
    site = List(95)
    first = Walk()
    site.walk(first)
    assert site.walk(Walk(first.frontier())) == 1
    site.posts[:0] = [97, 96]
    second = Walk(first.frontier())
    assert site.walk(second) == 1
    assert site.known == set(range(1, 98))
    assert second.frontier()[:3] == [97, 96, 95]


def test_the_newest_are_in_front_whatever_came_first() -> None:
    walk = Walk([3])
    walk.see(2, rows(6, 5, 4, 3))
    walk.see(1, rows(9, 8, 7))
    walk.see(0, rows(9, 8))
    assert walk.frontier() == [9, 8, 7, 6, 5, 4, 3]


def test_a_walk_that_stops_early_keeps_what_is_behind() -> None:
    walk = Walk([5, 4, 3, 2])
    walk.see(1, rows(6, 5))
    assert walk.frontier() == [6, 5, 4, 3, 2]


def test_a_frontier_has_an_end() -> None:
    walk = Walk(range(1000))
    walk.see(1, rows(2000))
    assert walk.frontier() == [2000, *range(LONGEST - 1)]


@given(st.sets(st.integers(46, 95), max_size=40))
def test_a_frontier_survives_the_deletion_of_its_newest_posts(deleted: set[int]) -> None:
    site, first = List(95), Walk()
    site.walk(first)
    site.posts = [96, *(post for post in site.posts if post not in deleted)]
    assert site.walk(Walk(first.frontier())) <= 1 + len(deleted & set(range(86, 96))) // PER_PAGE
    assert 96 in site.known


def test_where_all_of_a_frontier_is_deleted_the_walk_goes_to_the_end() -> None:
    site = List(95, range(96))
    assert site.walk(Walk([200, 199])) == 10


@given(st.integers(0, 60), st.sets(st.integers(1, 60)))
def test_nothing_new_is_missed_whatever_runs_before_have_fetched_of_it(new: int, fetched: set[int]) -> None:
    """The runs before were cut short, and had some of the new posts."""
    site, first = List(95), Walk()
    site.walk(first)
    later = List(95 + new, [*site.known, *(95 + post for post in fetched)])
    pages = later.walk(Walk(first.frontier()))
    assert later.known >= set(later.posts)
    assert pages == new // PER_PAGE + 1, "and no page more than needed"


def test_a_page_that_could_not_be_had_leaves_no_frontier() -> None:
    walk = Walk([3])
    walk.see(1, rows(9, 8))
    walk.broken = True
    assert walk.frontier() == []


@pytest.mark.parametrize(
    ("days", "goes_on"), [((9, 8), True), ((9, 4), True), ((5, 5), True), ((4, 3), False), ((4, 0), True), ((), True)]
)
def test_a_bound_ends_a_walk_where_a_whole_page_is_older(days: tuple[int, ...], goes_on: bool) -> None:
    walk = Walk([1], since=date(2026, 3, 5))
    assert walk.goes_on(dated(*days), {100, 99}) == goes_on
    assert walk.is_past(dated(*days)) != goes_on


def test_a_bound_leaves_older_posts_alone_and_takes_those_whose_day_nobody_knows() -> None:
    walk = Walk(since=date(2026, 3, 5))
    assert [walk.is_too_old(post) for post in dated(6, 5, 4, 0)] == [False, False, True, False]
    assert not any(Walk().is_too_old(post) for post in dated(6, 5, 4, 0))


def test_a_sticky_post_does_not_keep_a_bounded_walk_going_or_end_it() -> None:
    walk = Walk([1], since=date(2026, 3, 5))
    sticky = [replace(post, sticky=True) for post in dated(9)]
    assert walk.is_past([*sticky, *dated(0, 4, 3)[1:]])
    old = [replace(post, sticky=True) for post in dated(1)]
    assert not walk.is_past([*old, *dated(0, 9)[1:]])
    assert not walk.is_past(old), "nothing else says how far it has come"


def test_another_round_stops_at_what_the_one_before_has_seen() -> None:
    walk = Walk()
    walk.see(1, rows(9, 8, 7))
    walk.see(2, rows(6, 5, 4))
    walk.found_any = True
    walk.begin_round()
    assert (walk.takes_all, walk.found_any) == (False, False)
    assert not walk.goes_on(rows(9, 8, 7), set())
    assert not walk.goes_on(rows(11, 10, 9), {11, 10})
    assert walk.goes_on(rows(13, 12, 11), {13, 12, 11})
    walk.see(1, rows(11, 10, 9))
    assert walk.frontier()[:4] == [11, 10, 9, 8]


def test_another_round_of_a_broken_walk_stops_there_too() -> None:
    walk = Walk()
    walk.see(1, rows(9, 8, 7))
    walk.broken = True
    walk.begin_round()
    assert not walk.goes_on(rows(9, 8, 7), set())
    assert walk.frontier() == []


def test_a_list_page_that_ends_in_something_unknown_leads_on() -> None:
    assert ends_fresh(rows(3, 9, 8), {9, 8})
    assert not ends_fresh(rows(9, 3), {9})
    assert not ends_fresh(rows(9, 3, 8, sticky={8}), {9, 8})
    assert not ends_fresh([], {9})


def test_a_list_that_shows_the_same_over_and_over_repeats_itself() -> None:
    walk = Walk()
    assert not walk.repeats("/", rows(9, 8, 7))
    assert [walk.repeats("/", rows(8, 7)) for _ in range(STALE)] == [*[False] * (STALE - 1), True]
    assert not walk.repeats("/other", rows(8, 7))


def test_a_page_with_something_else_begins_the_count_anew() -> None:
    walk = Walk()
    shown = [rows(9, 8), rows(9, 8), rows(9, 8), rows(8, 7), rows(8, 7), rows(8, 7)]
    assert not any(walk.repeats("/", some) for some in shown)


def test_what_an_earlier_round_has_shown_is_no_repetition() -> None:
    walk = Walk()
    for _ in range(STALE):
        walk.repeats("/", rows(9, 8))
    walk.begin_round()
    assert not any(walk.repeats("/", rows(9, 8)) for _ in range(STALE))
