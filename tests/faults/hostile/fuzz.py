"""Reads mutants, one after the other, and holds what comes of each against what has to be so of any page."""

import logging
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from pipelines.dating import read_shown
from rentspider.items import PostItem
from tests.faults.hostile.corpus import Page
from tests.faults.hostile.mutator import Mutator
from tests.faults.hostile.oracle import NOW, complaints, features, read


@dataclass(slots=True)
class Tally:
    """What became of all mutants."""

    pages: Counter[str] = field(default_factory=Counter)
    """How many there were, by kind and by whether they were read."""
    wrong: dict[str, list[Page]] = field(default_factory=dict)
    """Complaints, with the pages that gave rise to them."""
    slowest: float = 0.0
    """Seconds of CPU that the slowest took."""
    slowest_page: Page | None = None
    a_character: float = 0.0
    """The most seconds for a character of a page that is not small."""
    seen: set[str] = field(default_factory=set)
    seconds: float = 0.0


def fuzz(seed: int, count: int) -> Tally:
    """Make so many mutants and read them."""
    mutator, tally = Mutator(seed), Tally()
    read_shown("2026-03-10 today", NOW)  # takes half a second, the first time
    began = time.perf_counter()
    warnings = logging.getLogger("pipelines.dates")
    warnings.disabled = True  # most of the dates cannot be read
    try:
        for _ in range(count):
            page = mutator.mutant()
            if _try(page, tally):
                mutator.keep(page)
    finally:
        warnings.disabled = False
    tally.seconds = time.perf_counter() - began
    return tally


def _try(page: Page, tally: Tally) -> bool:
    """Whether a page showed something that none before it did."""
    item: PostItem | int | None = None
    began = time.process_time()
    try:
        item = read(page)
    except Exception as error:  # noqa: BLE001 - any at all is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        tally.wrong.setdefault(f"{type(error).__name__} at {place.name}:{place.lineno}: {error}"[:200], []).append(page)
        tally.pages[f"{page.kind} raised"] += 1
        return False
    _clock(page, time.process_time() - began, tally)
    tally.pages[f"{page.kind} {'failed' if item is None else 'read'}"] += 1
    for complaint in complaints(page, item):
        tally.wrong.setdefault(complaint, []).append(page)
    new = features(page, item) - tally.seen
    tally.seen |= new
    return bool(new)


def _clock(page: Page, seconds: float, tally: Tally) -> None:
    if seconds > tally.slowest:
        tally.slowest, tally.slowest_page = seconds, page
    tally.a_character = max(tally.a_character, seconds / max(len(page.text), 10_000))
