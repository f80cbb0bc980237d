"""Sites of posts with known truth, made from a bank of wordings and a seed.

A thousand posts are eight sites of 125: eight operators with two forms of their block each, and on each site a hand
of forms (see `hands.py`), the commonest of which comes up most often. So nearly all of the bank occurs, and most lines
that an author pastes stand on five and more posts of a site, which is the least that is learned from. A site of ten
thousand posts that used the whole bank would have each form on some ten times as many: learning has no more here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from benchmarks.evaluation.articles import Article, Author, Prose
from benchmarks.evaluation.bank import Bank
from benchmarks.evaluation.hands import Dealer, Hand
from benchmarks.evaluation.leavings import KINDS, Surroundings
from benchmarks.evaluation.operators import Operator
from pipelines.normalise import normalise
from tests.fakesite.blocks import disguise, half_width
from tests.fakesite.bodies import Body, Piece, put_together
from tests.fakesite.dates import DAY
from tests.fakesite.leftovers import Leftover
from tests.fakesite.look import Look
from tests.fakesite.posts import AUTHORS, CATEGORIES, VIEWS, Post
from tests.fakesite.sample import NOW
from tests.fakesite.site import FakeSite
from tests.fakesite.styles import STYLES

SEED = 2026
PER_SITE = 125
BLOCK = 0.93
"""The share of posts with the operator's block."""
FIRST_ID, LINKED = 101, 12
Labelled = tuple[tuple[str, str], ...]
"""Lines, each with the array of the bank that it comes from."""


@dataclass(frozen=True)
class Credited:
    """Who is credited: nobody where the source is None."""

    source: str | None
    own: bool = False
    """Whether a portal credits itself: then it may do so by the name of one of its channels."""
    is_sure: bool = True
    """Not where a portal's line may name somebody whom the bank does not."""


@dataclass(frozen=True)
class Truth:
    """What a perfect extractor finds on a page, and what it must leave."""

    site: str
    id: int
    title: str
    lines: Labelled
    removed: Labelled
    credit: Credited


@dataclass(frozen=True)
class Corpus:
    """All sites, with the truth of all posts."""

    bank: Bank
    sites: tuple[FakeSite, ...]
    truths: tuple[Truth, ...]

    @property
    def digest(self) -> str:
        """A hash of all stored bodies and their truth."""
        total = sha256()
        for site in self.sites:
            for number, post in sorted(site.posts.items()):
                total.update(f"{site.look.base} {number} {post.html}".encode())
        total.update(repr(self.truths).encode())
        return total.hexdigest()


def build(bank: Bank, count: int, seed: int = SEED) -> Corpus:
    """So many posts: the same for the same bank and seed, whenever and wherever they are made."""
    rng = Random(f"{seed} {count}")
    prose, dealer = Prose(rng, bank), Dealer(rng, bank)
    sites, truths = [], []
    for number, posts in enumerate(sizes(count), 1):
        base = f"http://site-{number}.example/"
        made = list(Maker(rng, bank, base, prose, dealer.deal()).make(posts))
        sites.append(FakeSite([post for post, _ in made], Look(base=base), NOW))
        truths += [truth for _, truth in made]
    return Corpus(bank, tuple(sites), tuple(truths))


def sizes(count: int) -> list[int]:
    """How many posts each site has: about PER_SITE, all nearly the same."""
    sites = max(1, round(count / PER_SITE))
    return [count * (at + 1) // sites - count * at // sites for at in range(sites)]


class Maker:
    """Makes the posts of one site."""

    def __init__(self, rng: Random, bank: Bank, base: str, prose: Prose, hand: Hand) -> None:
        self._rng, self._site = rng, base.split("/")[2]
        self._author = Author(rng, bank, prose)
        self._around = Surroundings(rng, bank, hand)
        self._operator = Operator(rng, hand.contacts)
        self._links: list[tuple[int, str]] = []

    def make(self, count: int) -> Iterator[tuple[Post, Truth]]:
        """The posts, the oldest first, a day apart."""
        for at in range(count):
            article = self._author.write()
            head, tail = self._around.around(article.title, self._links[-LINKED:])
            block = [self._operator.block(self._rng, at / count)] if self._rng.random() < BLOCK else []
            pieces = [*head, *self._with_adverts(article), *tail, *block]
            style = self._rng.choice(list(STYLES))
            body = put_together(self._rng, pieces, style, article.half)
            post = self._post(FIRST_ID + at, NOW - DAY * (count - at), article, body, style)
            self._links.append(post.link)
            yield post, self._truth(post, article, [*head, *tail])

    def _with_adverts(self, article: Article) -> list[Piece]:
        pieces: list[Piece] = [block for block, _ in article.pieces]
        for advert in self._around.adverts():
            pieces.insert(self._rng.randint(1, max(1, len(pieces) - 1)), advert)
        return pieces

    def _post(self, number: int, time: int, article: Article, body: Body, style: str) -> Post:
        rng = self._rng
        return Post(
            id=number,
            title_raw=disguise(rng, article.title),
            title=article.title,
            paragraphs=tuple(line for line, _ in article.lines),
            html=body.html,
            source=body.source,
            category=rng.choice(CATEGORIES),
            author=rng.choice(AUTHORS),
            tags=(),
            time=time,
            views=rng.choice(VIEWS),
            leftovers=body.leftovers,
            style=style,
        )

    def _truth(self, post: Post, article: Article, around: Sequence[Leftover]) -> Truth:
        return Truth(
            site=self._site,
            id=post.id,
            title=normalise(article.title),
            lines=tuple((normalise(line), array) for line, array in article.lines),
            removed=tuple((normalise(text), KINDS[kind]) for text, kind in post.leftovers),
            credit=credited(around, article.half),
        )


def credited(around: Sequence[Leftover], half: bool = False) -> Credited:
    """The publication that is credited first; a portal that credits itself counts only where nobody else is."""
    given = [(left.source, left.removed[0][1]) for left in around if left.source is not None]
    own = [source for source, kind in given if kind != "source_line"]
    credits = [source for source, kind in given if kind == "source_line" and source]
    named = next(iter([*credits, *filter(None, own)]), None)
    return Credited(half_width(named) if named and half else named, not credits, "" not in own)
