"""What came of hostile content, as outcomes. Each function is work for one process."""

import logging
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browse.chromium import CHROMIUM, MISSING
from tests.faults.hostile.browser import browsed
from tests.faults.hostile.fields import STRINGS
from tests.faults.hostile.fuzz import Tally, fuzz
from tests.faults.hostile.patterns import BUSY, Cost, cost, of_modules, of_rules
from tests.faults.hostile.surfaces import SURFACES, addresses, make_data
from tests.faults.hostile.test_mutants import A_CHARACTER
from tests.faults.outcome import Outcome

ARTICLE = "an article is what the page said, or is not there"
DATA = "what comes from outside is data, never instruction"
FIELDS = "nasty texts in every field"
EXAMPLES = 2_000
"""So many cases are made for each property."""


def mutants(seed: int, count: int) -> tuple[Tally, float]:
    """What became of some mutants, and the memory that it took."""
    return fuzz(seed, count), _peak()


def outcome_of_mutants(parts: Iterable[tuple[Tally, float]]) -> Outcome:
    """All mutants together."""
    tallies, peaks = zip(*parts, strict=True)
    pages = sum((tally.pages for tally in tallies), Counter[str]())
    wrong = sorted({complaint for tally in tallies for complaint in tally.wrong})
    slowest, a_character = max(tally.slowest for tally in tallies), max(tally.a_character for tally in tallies)
    told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(pages.items()))
    told += f"; the slowest took {slowest * 1000:.0f} ms, the worst {a_character * 1e6:.1f} µs a character"
    return Outcome(
        promise=ARTICLE,
        fault="a page that was changed by its tree and its text",
        times=pages.total(),
        expected="it is read or counts as failed; all text is kept or on record as removed; nothing silent is shown; "
        f"at most {A_CHARACTER * 1e6:g} µs a character",
        happened="; ".join([told, *wrong]),
        ok=not wrong and a_character < A_CHARACTER,
        seconds=round(slowest, 2),
        peak_mib=max(peaks),
    )


def patterns() -> list[Outcome]:
    """All patterns."""
    costs = [cost(pattern) for pattern in (*of_rules(), *of_modules())]
    rules = [each for each in costs if each.pattern.examples]
    others = [each for each in costs if not each.pattern.examples]
    return [
        _of_costs("a line that keeps a rule busy, of the length that it takes", rules),
        _of_costs("a line that keeps any other pattern busy", others),
    ]


def _of_costs(fault: str, costs: list[Cost]) -> Outcome:
    slowest = max(costs, key=lambda each: each.seconds)
    wrong = [str(each) for each in costs if each.seconds >= BUSY]
    told = f"the worst is {slowest}: {slowest.seconds * 1e6:,.0f} µs"
    expected = f"under {BUSY * 1000:g} ms over each"
    return Outcome(
        DATA, fault, len(costs), expected, "; ".join(wrong) or told, not wrong, round(slowest.seconds, 4), _peak()
    )


def properties() -> list[Outcome]:
    """The properties of blocks, dates, rules, credits and HTML, with many more cases than in the tests."""
    from hypothesis import settings  # it sets cases when the properties are made, so they come after it

    settings.register_profile("faults", max_examples=EXAMPLES, deadline=None)
    settings.load_profile("faults")
    from tests.faults.hostile import test_properties as module

    logging.disable(logging.WARNING)
    names = [name for name in dir(module) if name.startswith("test_")]
    return [_property(name.removeprefix("test_").replace("_", " "), getattr(module, name)) for name in names]


def _property(name: str, holds: Callable[[], None]) -> Outcome:
    began, told = time.perf_counter(), "so it was"
    try:
        holds()
    except Exception as error:  # noqa: BLE001 - any at all is what is looked for
        told = " ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])])[:1_000]
    took = round(time.perf_counter() - began, 1)
    return Outcome(
        ARTICLE, "any blocks, lines, dates or tables", EXAMPLES, name, told, told == "so it was", took, _peak()
    )


def round_trips() -> list[Outcome]:
    """Something nasty in every field, at each place where it comes out again."""
    logging.disable(logging.WARNING)
    with TemporaryDirectory() as folder:
        data = make_data(Path(folder))
        found = [_surface(surface, surface(data)) for surface in SURFACES]
        if CHROMIUM:
            return [*found, _surface(browsed, browsed(data))]
    told = f"not tried: {MISSING}"
    return [
        *found,
        Outcome(DATA, "nasty texts in every field", 0, _said(browsed), told, ok=True, seconds=0, peak_mib=0),
    ]


def _surface(surface: Callable[..., object], troubles: Iterable[str]) -> Outcome:
    began = time.perf_counter()
    wrong = list(troubles)
    told = "; ".join(wrong[:5]) or f"so it was, with {len(STRINGS)} texts in all fields of {len(addresses())} posts"
    took = round(time.perf_counter() - began, 1)
    return Outcome(DATA, "nasty texts in every field", len(addresses()), _said(surface), told, not wrong, took, _peak())


def _said(surface: Callable[..., object]) -> str:
    return (surface.__doc__ or "").partition("\n")[0].removesuffix(".")


def _peak() -> float:
    """The most resident memory of this process so far, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
