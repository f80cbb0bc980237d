"""The posts that cleaners are held against: their truth is on their pages, and they are what a site has.

What goes wrong is told by arrays of the bank and counts, since nobody reads the texts of the unseen bank.
"""

from collections import Counter

import pytest

from benchmarks.evaluation.bank import BANKS
from benchmarks.evaluation.layers import pages_of
from benchmarks.evaluation.posts import build, sizes
from pipelines.normalise import normalise
from rentspider.pages import parse_post
from tests.evaluation.helpers import corpus
from tests.scoring import flat

POSTS = 150


@pytest.fixture(scope="module", params=BANKS)
def bank(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_line_on_a_page_is_either_the_article_or_a_leftover(bank: str) -> None:
    built, missing, more = corpus(bank, POSTS), Counter[str](), 0
    truths = {(truth.site, truth.id): truth for truth in built.truths}
    for page in pages_of(built):
        truth = truths[page.site, page.id]
        blocks = parse_post(page.html, page.url).blocks
        shown = Counter(flat(normalise(block.text)) for block in blocks if block.text)
        for line, array in (*truth.lines, *truth.removed):
            missing[array] += flat(line) not in shown
        more += (shown - Counter(flat(line) for line, _ in (*truth.lines, *truth.removed))).total()
    assert (+missing, more) == (Counter(), 0)


def test_the_title_is_on_the_page(bank: str) -> None:
    built = corpus(bank, POSTS)
    titles = {(page.site, page.id): normalise(parse_post(page.html, page.url).title) for page in pages_of(built)}
    assert sum(flat(titles[truth.site, truth.id]) != flat(truth.title) for truth in built.truths) == 0


def test_no_paragraph_stands_in_two_posts(bank: str) -> None:
    lines = Counter(line for truth in corpus(bank, POSTS).truths for line, array in truth.lines if array == "prose")
    assert max(lines.values()) == 1


def test_every_kind_of_line_occurs(bank: str) -> None:
    truths = corpus(bank, POSTS).truths
    assert {array for truth in truths for _, array in truth.lines} == {
        *("prose", "subheading", "caption", "listing", "lookalike", "short_end")
    }
    assert {array for truth in truths for _, array in truth.removed} == {
        *("portal.head", "portal.tail", "credit", "editor", "contact", "follow", "notice", "advert", "related")
    }


def test_a_site_has_one_operator_on_nearly_all_posts(bank: str) -> None:
    truths = corpus(bank, POSTS).truths
    with_block = [truth for truth in truths if any(array == "contact" for _, array in truth.removed)]
    assert 0.85 < len(with_block) / len(truths) < 1
    for site in {truth.site for truth in truths}:
        lines = {
            line for truth in with_block if truth.site == site for line, array in truth.removed if array == "contact"
        }
        assert len(lines) < len(with_block) / 4


def test_the_same_seed_makes_the_same_posts(bank: str) -> None:
    built = corpus(bank, POSTS)
    assert build(built.bank, POSTS).digest == built.digest != build(built.bank, POSTS, seed=1).digest


@pytest.mark.parametrize("count", [1, 124, 200, 1000, 1001])
def test_sites_share_all_posts_evenly(count: int) -> None:
    shares = sizes(count)
    assert (sum(shares), max(shares) - min(shares) <= 1) == (count, True)
