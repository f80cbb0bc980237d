"""What each site has of a bank: its author copies from a few portals and pastes the same few lines again and again.

All sites together have nearly all of the bank, since what is dealt to one comes to the next only when all was dealt.
"""

from dataclasses import dataclass, replace
from random import Random

from benchmarks.evaluation.bank import Advert, Bank, Contact, Lines, Portal, Related
from benchmarks.evaluation.deck import Deck

PORTALS, TAILS, NOTICES, FOLLOWS, ADVERTS, OPENERS, CONTACTS = 3, 3, 5, 5, 6, 3, 2


@dataclass(frozen=True)
class Hand:
    """The forms of one site, the commonest first."""

    portals: list[Portal]
    notices: list[Lines]
    follows: list[Lines]
    adverts: list[Advert]
    related: list[Related]
    contacts: list[Contact]
    """The operator's block, and the form that takes its place later on."""


class Dealer:
    """Deals a bank out to sites."""

    def __init__(self, rng: Random, bank: Bank) -> None:
        self._rng = rng
        self._portals, self._contacts = Deck(rng, bank.portals), Deck(rng, bank.contacts)
        self._notices, self._follows = Deck(rng, bank.notices), Deck(rng, bank.follows)
        self._adverts, self._related = Deck(rng, bank.adverts), Deck(rng, bank.related)

    def deal(self) -> Hand:
        """The forms for another site."""
        return Hand(
            [self._some_tails(portal) for portal in self._portals.some(PORTALS)],
            self._notices.some(NOTICES),
            self._follows.some(FOLLOWS),
            self._adverts.some(ADVERTS),
            self._related.some(OPENERS),
            self._contacts.some(CONTACTS),
        )

    def _some_tails(self, portal: Portal) -> Portal:
        tails = self._rng.sample(portal.tails, min(TAILS, len(portal.tails)))
        return replace(portal, tails=tuple(tails))
