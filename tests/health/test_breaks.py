"""What rings and what does not, and in which words."""

import pytest

from rentspider.health import Measures, breaks
from rentspider.health.odds import Share, chance
from tests.health.helpers import FIRST, each, run, without

TITLE = "the title was found by its second selector on {} pages; it was the first on {} before"


def lists(pages: int, posts: int, selector: str = "div.post.item > h2 > a") -> dict[str, float]:
    """The measures of a run over pages of lists, so many of them with posts and dates."""
    return {
        "list/pages": pages,
        "list/with posts": posts,
        "list/with dates": posts,
        f"list/selector/entries/{selector}": posts,
    }


def texts(pages: int, characters: int, thousandths: int = 100) -> dict[str, float]:
    """The measures of a run over posts of one length, of which one part was removed."""
    return run(pages, **{f"post/length/{characters}": pages, f"post/removed/{thousandths}": pages})


def test_the_cause_is_named() -> None:
    assert breaks(run(38, odd=38), [run(412)]) == [TITLE.format("38 of 38", "412 of 412")]


@pytest.mark.parametrize(
    ("now", "before", "rings"),
    [
        pytest.param(run(12, 12), [run(12)], True, id="12 after 12"),
        pytest.param(run(12, 8), [run(12)], False, id="too few before for 8 of 12"),
        pytest.param(run(12, 8), [run(400)], True, id="8 of 12"),
        pytest.param(run(1, 1), [run(1)] * 400, False, id="one page"),
        pytest.param(run(10, 1), [run(400)], False, id="one of ten"),
        pytest.param(run(40, 8), [run(400)], False, id="one in five"),
        pytest.param(run(3, 3), [run(2, 2), run(4, 4), run(3, 3), run(400)], True, id="small runs together"),
        pytest.param(run(3, 3), [run(2, 2), run(400)], False, id="not enough yet"),
        pytest.param(run(5), [run(4, 4), run(4, 4), run(400)], False, id="over already"),
        pytest.param(run(0), [run(12, 12), run(400)], False, id="no page of its own"),
        pytest.param(run(12, 12), [], False, id="the first run"),
        pytest.param(run(12, 12), [run(11)], False, id="too few before"),
        pytest.param(run(12, 12), [run(400, 400)], False, id="as it was"),
        pytest.param(run(12, 12), [run(400, 80)], False, id="it was one in five before"),
    ],
)
def test_what_rings(now: Measures, before: list[Measures], rings: bool) -> None:
    assert bool(breaks(now, before)) == rings


def test_a_first_crawl_of_thousands_hides_nothing_and_does_not_outweigh_what_is_new() -> None:
    hourly = [run(1, 1)] * 100
    rings = [bool(breaks(run(1, 1), [*hourly[:past], run(5000)])) for past in range(100)]
    assert rings == [False] * 5 + [True] * 57 + [False] * 38


def test_two_causes_the_most_serious_first() -> None:
    broken = run(30, 20) | lists(20, 0)
    broken |= {"post/pages": 100, "post/read": 30, "feed/asked": 20}
    fine = run(300) | lists(300, 300) | {"feed/asked": 200, "feed/read": 200}
    assert breaks(broken, [fine]) == [
        "70 of 100 pages of posts could not be read; it was 0 of 300 before",
        "20 of 20 pages of lists showed no posts; it was 0 of 300 before",
        "the feed could not be read 20 of 20 times; it was 0 of 200 before",
        TITLE.format("20 of 30", "300 of 300"),
    ]


def test_fields_that_went_missing_together_are_one_cause() -> None:
    assert breaks(without(20, 20, "author", "views"), [run(300)]) == [
        "the author and the view counter were missing on 20 of 20 pages; it was so on 0 of 300 before"
    ]
    assert breaks(without(20, 19, "date"), [run(300)]) == [
        "the date was missing on 19 of 20 pages; it was so on 0 of 300 before"
    ]


@pytest.mark.parametrize(("before", "rings"), [(149, False), (150, True)])
def test_what_authors_choose_is_usual_only_after_many_posts(before: int, rings: bool) -> None:
    assert bool(breaks(run(30), [run(before, **{"post/field/tags": before})])) == rings


def test_what_was_there_now_and_then_is_not_missed() -> None:
    assert breaks(run(20), [run(300, **{"post/field/tags": 200, "post/field/related": 260})]) == []


def test_a_field_that_comes_back_is_no_break() -> None:
    assert breaks(run(20), [without(300, 300, "author")]) == []


def test_dates_that_are_shown_and_not_understood() -> None:
    assert breaks(run(20, **{"post/date read": 1}), [run(300)]) == [
        "the date was not understood on 19 of 20 pages that show one; it was so on 0 of 300 before"
    ]


def test_another_layout_explains_other_selectors() -> None:
    now = run(20, 20, **{"post/layout/tpure-5": 0, "post/layout/tpure-6": 20})
    assert breaks(now, [run(300)]) == [
        "the layout of posts was tpure-6 on 20 of 20 pages; it was tpure-5 on 300 of 300 before"
    ]


def test_selectors_of_lists_and_selectors_that_no_layout_has() -> None:
    assert breaks(lists(20, 20, "li.card > a"), [lists(300, 300)]) == [
        "the posts of lists were found by their selector `li.card > a` on 20 of 20 pages;"
        " it was the first on 300 of 300 before"
    ]
    third = run(20, **{f"post/selector/title/{FIRST}": 0, "post/selector/title/h1": 20})
    assert breaks(third, [run(300)]) == [TITLE.replace("second", "third").format("20 of 20", "300 of 300")]


def test_lists_without_dates_and_feeds_without_times() -> None:
    fine = lists(300, 300) | {"feed/asked": 90, "feed/read": 90, "feed/with posts": 80, "feed/with times": 80}
    now = lists(20, 20) | {"list/with dates": 0} | {"feed/asked": 20, "feed/read": 20, "feed/with posts": 20}
    assert breaks(now, [fine]) == [
        "20 of 20 pages of lists showed no dates that are understood; it was 0 of 300 before",
        "the feed had no exact times 20 of 20 times; it was 0 of 80 before",
    ]


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (texts(30, 200), texts(300, 700), ""),
        (texts(30, 200), texts(300, 1000), "the text had fewer than 500 characters on 30 of 30 pages;"),
        (texts(30, 2000), texts(300, 700), ""),
        (texts(30, 3000), texts(300, 500), "the text had 2000 characters or more on 30 of 30 pages;"),
        (texts(30, 200), texts(149, 1000), ""),
        (texts(12, 200), texts(300, 1000), ""),
        (texts(30, 500, 500), texts(300, 500), "50 % of the text or more was removed on 30 of 30 pages;"),
        (texts(30, 500, 300), texts(300, 500), ""),
        (texts(30, 500, 20), texts(300, 500), "less than 5 % of the text was removed on 30 of 30 pages;"),
        (texts(30, 500, 0), texts(300, 500, 10), ""),
        (texts(30, 100, 700), texts(300, 700), "50 % of the text or more was removed on 30 of 30 pages;"),
    ],
)
def test_length_and_what_was_removed(now: Measures, before: Measures, told: str) -> None:
    found = breaks(now, [before])
    assert [sentence[: len(told)] for sentence in found] == [told] * bool(told)
    assert all("; it was so on 0 of 300 before" in sentence for sentence in found)


def test_the_typical_length_is_told() -> None:
    [sentence] = breaks(texts(30, 200), [texts(300, 1000)])
    assert sentence.endswith("on 0 of 300 before, typically 250 now and 1500 then")


def test_pages_without_any_text_among_others_are_no_break() -> None:
    now = texts(30, 700)
    now |= {"post/length/0": 15.0, "post/length/700": 15.0}
    assert breaks(now, [texts(300, 700)]) == []


def test_chance_is_fishers_exact_test() -> None:
    assert chance(Share(0, 12), Share(12, 12)) == pytest.approx(1 / 2704156)
    assert chance(Share(3, 4), Share(1, 4)) == pytest.approx(69 / 70)
    assert chance(Share(1, 4), Share(3, 4)) == pytest.approx(17 / 70)
    assert chance(Share(5, 5), Share(5, 5)) == pytest.approx(1)


def test_the_order_of_runs_matters_and_their_size_does_not() -> None:
    small = list(each([run(2, 2)], 6))
    assert breaks(small[0], [*small[1:], *each([run(3)], 100)]) == [TITLE.format("12 of 12", "300 of 300")]
    assert breaks(run(3), [*each([run(3)], 100), *small]) == []
