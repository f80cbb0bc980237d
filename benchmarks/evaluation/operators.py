"""The operator of a site: one contact block on nearly all its posts, with another agent and number now and then.

Once in the site's life the operator puts another form of the block in its place.
"""

import re
from collections.abc import Sequence
from random import Random

from benchmarks.evaluation.bank import Contact, Lines
from benchmarks.evaluation.leavings import leftover
from tests.fakesite.contacts import qr_picture, row, wrap_rows
from tests.fakesite.leftovers import Leftover
from tests.fakesite.words import SURNAMES

AGENTS = 3
TYPESET = 0.15
"""So often the block was put in with the text, and looks like its paragraphs."""
CHANGED = (0.5, 0.9)
"""Between these shares of the posts the operator changes the block."""
_GAP = r"[-\s./·]?"
_TITLED = re.compile(rf"[{SURNAMES}](?=经理|先生|女士|小姐|总监|老师|主任)")
_MOBILE = re.compile(r"1\d{10}")


class Operator:
    """Who is to be called, on the posts of one site."""

    def __init__(self, rng: Random, contacts: Sequence[Contact]) -> None:
        self._forms = [_Form(rng, contact) for contact in contacts]
        self._change = rng.uniform(*CHANGED)

    def block(self, rng: Random, share: float) -> Leftover:
        """The block of a post.

        Args:
            share: how much of the site's posts is older.
        """
        return self._forms[share >= self._change].block(rng, share)


class _Form:
    """One form of the block, always in the same markup."""

    def __init__(self, rng: Random, contact: Contact) -> None:
        self._agents = [contact.lines, *(_retold(rng, contact) for _ in range(AGENTS - 1))]
        self._seed = rng.random()

    def block(self, rng: Random, share: float) -> Leftover:
        turn = int(share * 2 * AGENTS) if rng.random() < 0.7 else rng.randrange(AGENTS)
        lines = self._agents[turn % AGENTS]
        if rng.random() < TYPESET:
            return leftover("contact", lines)
        markup = Random(self._seed)
        return leftover("contact", lines, qr_picture(markup) + wrap_rows(markup, [row(line) for line in lines]))


def _retold(rng: Random, contact: Contact) -> Lines:
    """The block with other mobile numbers, and another surname where a title follows it; all else as it is."""
    surname = rng.choice(SURNAMES)
    text = "\n".join(_TITLED.sub(surname, line) for line in contact.lines)
    for phone in contact.phones:
        if _MOBILE.fullmatch(phone):
            text = _with_number(text, phone, f"{phone[:-3]}{rng.randrange(1000):03d}")
    return tuple(text.split("\n"))


def _with_number(text: str, phone: str, other: str) -> str:
    """The text with another number, parted as the first was."""

    def replace(found: re.Match[str]) -> str:
        digits = iter(other)
        return "".join(next(digits) if char.isdigit() else char for char in found[0])

    return re.sub(_GAP.join(phone), replace, text)
