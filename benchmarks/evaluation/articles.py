"""The article of a post: prose with sub-headings, pictures and tables, and lines that only look like boilerplate.

Every block knows which array of the bank it comes from, so that what is lost can be told without quoting it.
"""

from dataclasses import dataclass
from random import Random

from benchmarks.evaluation.bank import Bank
from benchmarks.evaluation.deck import Deck
from tests.fakesite.blocks import Block, Heading, Items, Para, Table, half_width, lines, map_text
from tests.fakesite.extras import picture

SENTENCES = (1, 1, 2, 2, 2, 3, 3, 4)
TRAPS = frozenset({"lookalike", "short_end", "caption", "listing"})
"""What a careless cleaner takes for boilerplate."""
LISTING, HEADED, PICTURED, LOOKALIKE, SHORT, HALF = 0.08, 0.3, 0.35, 0.45, 0.25, 0.08
"""The share of posts with each of these; the last is typed with half-width punctuation throughout."""
HABIT = 0.2
"""So often a short end is the one that the site's author likes best: it repeats, and stays all the same."""

Piece = tuple[Block, str]
"""A block, and the array that it comes from."""


@dataclass(frozen=True)
class Article:
    """What a post says: all of it has to stay."""

    title: str
    pieces: tuple[Piece, ...]
    half: bool

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each line as a reader sees it, with the array that it comes from."""
        return [(line, array) for block, array in self.pieces for line in lines(block)]


class Prose:
    """Paragraphs from all sentences of a bank: no paragraph twice, and a sentence again only when all were used."""

    def __init__(self, rng: Random, bank: Bank) -> None:
        self._rng, self._deck = rng, Deck(rng, bank.prose)
        self._used: set[str] = set()

    def paragraph(self) -> Piece:
        """A paragraph of a few sentences that stood nowhere before."""
        while True:
            text = "".join(self._deck.some(self._rng.choice(SENTENCES)))
            if text not in self._used:
                self._used.add(text)
                return Para(text), "prose"

    def paragraphs(self, least: int, most: int) -> list[Piece]:
        """Some paragraphs."""
        return [self.paragraph() for _ in range(self._rng.randint(least, most))]


class Author:
    """Writes the articles of one site."""

    def __init__(self, rng: Random, bank: Bank, prose: Prose) -> None:
        self._rng, self._prose = rng, prose
        self._titles, self._listings = Deck(rng, bank.headlines), Deck(rng, bank.listings)
        self._headings, self._captions = Deck(rng, bank.subheadings), Deck(rng, bank.captions)
        self._lookalikes, self._ends = Deck(rng, bank.lookalikes), Deck(rng, bank.short_ends)
        self._habit = self._ends.draw()

    def write(self) -> Article:
        """One article."""
        listing = self._chance(LISTING)
        pieces = self._listing() if listing else self._prose.paragraphs(4, 12)
        if not listing and self._chance(HEADED):
            for heading in self._headings.some(self._rng.choice([2, 2, 3])):
                pieces.insert(self._rng.randrange(len(pieces)), (Heading(heading), "subheading"))
        if self._chance(PICTURED):
            for _ in range(self._rng.choice([1, 1, 2])):
                pieces.insert(self._rng.randint(1, len(pieces)), self._picture())
        self._add_traps(pieces)
        return self._typed(self._titles.draw(), pieces)

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _listing(self) -> list[Piece]:
        """A house to let: facts as bullets, lines or a table, with a little prose around."""
        rng, facts = self._rng, self._listings.draw()
        pairs = [fact.split("：", 1) for fact in facts]
        form = rng.choice(["list", "lines", "table"] if all(len(pair) == 2 for pair in pairs) else ["list", "lines"])
        blocks: list[Block] = [Items(facts)]
        if form == "table":
            blocks = [Table(tuple(map(tuple, pairs)))]
        elif form == "lines":
            blocks = [Para(fact) for fact in facts]
        middle: list[Piece] = [(block, "listing") for block in blocks]
        return [*self._prose.paragraphs(1, 3), *middle, *self._prose.paragraphs(0, 3)]

    def _picture(self) -> Piece:
        return picture(self._rng, self._captions.draw() if self._chance(0.6) else ""), "caption"

    def _add_traps(self, pieces: list[Piece]) -> None:
        """Lines that look like boilerplate, amid the text and as the last; and a short last line."""
        if self._chance(LOOKALIKE):
            for text in self._lookalikes.some(self._rng.choice([1, 1, 2])):
                at = len(pieces) if self._chance(0.3) else self._rng.randint(1, len(pieces))
                pieces.insert(at, (Para(text), "lookalike"))
        if self._chance(SHORT):
            text = self._habit if self._chance(HABIT) else self._ends.draw()
            pieces.append((Para(text), "short_end"))

    def _typed(self, title: str, pieces: list[Piece]) -> Article:
        if not self._chance(HALF):
            return Article(title, tuple(pieces), half=False)
        typed = tuple((map_text(block, half_width), array) for block, array in pieces)
        return Article(half_width(title), typed, half=True)
