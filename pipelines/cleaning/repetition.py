"""Repetition: what a line has in common with lines of other posts, whatever its numbers and names.

A line at the head or tail of a body is known by a fingerprint of its words, with telephone numbers and names of people
masked: the operator's block is the same on each post, but for the agent whose turn it is. Other figures stay, since
"面积：1200平方米" is another line than "面积：800平方米". In the middle only a line that is a link counts, as it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from pipelines.cleaning.fold import REMEMBERED
from rentspider.items import EdgeLine
from rentspider.pages import Block

HEAD, TAIL = 3, 14
"""So many lines with text at each end of a body are remembered."""
SHORTEST = 4
"""Characters that are left of a line when it is masked; shorter lines have no fingerprint."""

_NUMBER = re.compile(r"[+\d](?:(?<!\+)|\d)(?:[-()./·]?\d){6,}")
_ACCOUNT = re.compile(r"(?<=[信号])(?:[:是为]|号码?[:是为]?){0,4}[a-z][-_a-z0-9]{4,}", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<label>联系人|顾问|经理|专员|负责人|咨询|联系|招商)(?P<colon>:?)[\u4e00-\u9fa5]{2,3}(?=[^\u4e00-\u9fa5]|$)"
)
_TITLE = r"(?:先生|女士|小姐|经理|总监|老师|工)(?![\u4e00-\u9fa5])"
_TITLED, _HAS_TITLE = re.compile(rf"[\u4e00-\u9fa5](?={_TITLE})"), re.compile(_TITLE)


@lru_cache(REMEMBERED)
def masked(folded: str) -> str:
    """A folded line without telephone numbers, accounts and names of people."""
    text = _NUMBER.sub("#", folded)
    text = _ACCOUNT.sub("@", text)
    text = _NAMED.sub(r"\g<label>\g<colon>某某", text)
    return _TITLED.sub("某", text) if _HAS_TITLE.search(text) else text  # looked for behind each letter, it takes long


def fingerprint(text: str) -> int | None:
    """A number that stands for a masked line; None for one that is too short to tell anything."""
    letters = islice(filter(str.isalnum, text), SHORTEST)
    if sum(1 for _ in letters) < SHORTEST:
        return None
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def edge_lines(blocks: Sequence[Block], folded: Sequence[str]) -> Iterator[EdgeLine]:
    """The lines of a body that are worth remembering, in order."""
    spoken = [number for number, text in enumerate(folded) if text]
    for rank, number in enumerate(spoken):
        place = "head" if rank < HEAD else "tail" if rank >= len(spoken) - TAIL else "middle"
        block, text = blocks[number], folded[number]
        if place == "middle" and (block.linked < 0.9 * len(text) or not block.links):
            continue
        known_by = fingerprint(text if place == "middle" else masked(text))
        if known_by is not None:
            yield EdgeLine(block.position, rank, place, known_by)
