"""Writes docs/reliability.md from the outcomes of all faults."""

from collections.abc import Iterable, Mapping, Sequence

from tests.faults.outcome import Outcome
from tests.faults.promises import PROMISES, promise_of

HEAD = """\
# What can be relied on

A crawl that runs for years meets everything: a site that answers with garbage, a machine that dies in the middle of a
write, a page made to hurt. Five promises hold all the same. Under each stand the faults that try to break it, and what
happened when `make faults` last tried them all.

Each fault of the site is a crawl of eight good posts that meets it, and each fault of an archive a replay of them: over
loopback, with a real process, whose exit code, log, database and memory are looked at. Expected is how the run has to
end, and how many of the posts have to be stored, each of them the same, character by character, as its author wrote it.
A process takes some 140 MiB whatever it does. Seconds are those of the machine that wrote this page, which may have
had other things to do; what is checked is the time of the CPU.
"""
TABLE = """
| fault | times | expected | what happened | seconds | peak MiB |
|---|---:|---|---|---:|---:|
"""
NOT_TRIED = """
## What could not be tried

{reasons}
"""
ALWAYS = (
    "A power cut: a process that is killed leaves what it has written to the system, which a power cut may not. The "
    "tests of SQLite itself cover that, as far as the disk tells the truth.",
    "Names that resolve to another address each time, against real DNS: the resolver is tried with one of its own.",
)
KINDS = {"site": "of the site", "archives": "of archives", "machine": "of the machine", "hostile": "of hostile content"}


def page(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """The page; outcomes are by kind, and a kind without any was not tried."""
    every = [outcome for kind in outcomes.values() for outcome in kind if outcome.times]
    parts = [HEAD, "\n" + _totals(outcomes) + "\n"]
    for promise, meaning in PROMISES.items():
        found = [outcome for outcome in every if promise_of(outcome.promise) == promise]
        table = TABLE + "".join(map(_row, found)) if found else "\nNo fault was tried.\n"
        parts.append(f"\n## {promise}\n\n{meaning}\n{table}")
    missing = [f"{each.fault}: {each.happened}." for kind in outcomes.values() for each in kind if not each.times]
    missing += [f"Faults {KINDS[kind]}: not in this version yet." for kind in KINDS if not outcomes.get(kind)]
    return "".join(parts) + NOT_TRIED.format(reasons="\n".join(f"- {each}" for each in (*missing, *ALWAYS)))


def _totals(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    lines = ["| faults | number | times tried | not as expected | largest peak, MiB |", "|---|---:|---:|---:|---:|"]
    for kind, found in outcomes.items():
        if found:
            bad, peak = sum(not each.ok for each in found), max(each.peak_mib for each in found)
            times = sum(each.times for each in found)
            lines.append(f"| {KINDS[kind]} | {len(found):,} | {times:,} | {bad} | {peak:g} |")
    return "\n".join(lines)


def _row(outcome: Outcome) -> str:
    happened = outcome.happened if outcome.ok else f"**not so:** {outcome.happened}"
    cells: Iterable[str] = (
        *(outcome.fault, f"{outcome.times:,}", outcome.expected, happened.removeprefix("so it was: ")),
        *(f"{outcome.seconds:g}", f"{outcome.peak_mib:g}"),
    )
    return "| " + " | ".join(_cell(each) for each in cells) + " |\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())[:300]
