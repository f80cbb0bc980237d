"""Tries faults, two at a time, and says what came of each."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from tests.faults.machine.fault import Fault, Tried
from tests.faults.machine.world import World
from tests.faults.outcome import Outcome

AT_ONCE = 2


def tries(fault: Fault, world: World, folder: Path, times: int) -> list[Tried]:
    """Try a fault some times, each at a moment of its own."""

    def attempt(number: int) -> Tried:
        mine = folder / f"{number}"
        mine.mkdir()
        return fault.attempt(world, mine, Random(f"{fault.name} {number}"))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(attempt, range(times)))


def outcome(fault: Fault, world: World, folder: Path) -> Outcome:
    """Try a fault as often as the full run does, and put on record what came of it."""
    if reason := fault.missing():
        return Outcome(fault.promise, fault.name, 0, fault.expected, f"not tried: {reason}", True, 0, 0)
    tried = tries(fault, world, folder, fault.times)
    troubles = [f"try {number}: {trouble}" for number, one in enumerate(tried) for trouble in one.troubles]
    saw = Counter(one.saw for one in tried if one.saw)
    told = "so it was" + "".join(f"; {count} × {word}" for word, count in sorted(saw.items()))
    seconds, peak = max(one.seconds for one in tried), max(one.peak_mib for one in tried)
    happened = "; ".join(troubles) or told
    return Outcome(
        fault.promise, fault.name, fault.times, fault.expected, happened, not troubles, round(seconds, 1), round(peak)
    )
