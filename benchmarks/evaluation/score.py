"""Scores extracted texts against the truth, alike for this project and for its peers.

White space, line ends and bare punctuation are left aside, since extractors put line ends and bullets as they like;
the figure `lines` alone asks for the lines as a reader sees them. The longest line is looked for first, and what it
covers is no longer there for another: so a short line is not found inside a longer one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.evaluation.articles import TRAPS
from benchmarks.evaluation.posts import Truth
from pipelines.normalise import normalise
from tests.scoring import flat

LOW = frozenset({"loss", "leak", "traps", "falsely"})
"""Figures of which less is better."""
FIGURES = ("exact", "lines", "paras", "loss", "leak", "traps", "source", "falsely")


@dataclass(frozen=True)
class Found:
    """What an extractor made of a page; the source is None where it names none."""

    title: str
    text: str
    source: str | None = None


@dataclass(frozen=True)
class Verdict:
    """One post: positions in its truth of the lines that were lost and left, and what else is there."""

    truth: Truth
    lost: tuple[int, ...]
    left: tuple[int, ...]
    has_more: bool
    """Whether there is text of neither kind, such as the page's menu."""
    as_lines: bool
    source: str | None

    @property
    def is_exact(self) -> bool:
        return not (self.lost or self.left or self.has_more)


@dataclass(frozen=True)
class Result:
    """The figures of one way of cleaning, each a share of 1, with what stands behind them."""

    name: str
    figures: Mapping[str, float]
    verdicts: Sequence[Verdict] = field(repr=False)
    cpu: float = 0.0
    """Milliseconds of CPU a page."""
    names_sources: bool = True
    """Whether it says at all who is credited."""

    def lost_by_array(self) -> Counter[str]:
        """How many lines of each array of the bank were lost."""
        return Counter(verdict.truth.lines[at][1] for verdict in self.verdicts for at in verdict.lost)

    def left_by_array(self) -> Counter[str]:
        """How many lines of each array of the bank were left in articles."""
        return Counter(verdict.truth.removed[at][1] for verdict in self.verdicts for at in verdict.left)


def judge(truth: Truth, found: Found | None) -> Verdict:
    """Compare what was found on a page with its truth; a page that could not be read has lost everything."""
    if found is None:
        found = Found("", "")
    text = flat(normalise(found.text))
    title = flat(truth.title)
    if text.startswith(title) and not flat("".join(line for line, _ in truth.lines)).startswith(title):
        text = text.removeprefix(title)  # some put the title above the text, which is no fault
    true, gone = ([flat(line) for line, _ in lines] for lines in (truth.lines, truth.removed))
    there, rest = _cover(text, [*true, *gone])
    lines = [flat(line) for line in normalise(found.text).split("\n") if line.strip()]
    return Verdict(
        truth=truth,
        lost=tuple(at for at in range(len(true)) if at not in there),
        left=tuple(at for at in range(len(gone)) if at + len(true) in there),
        has_more=any(map(str.isalnum, rest)),
        as_lines=lines == true,
        source=flat(found.source) if found.source else None,
    )


def _cover(text: str, lines: Sequence[str]) -> tuple[set[int], str]:
    """Which of some lines are in a text, and what is left of it without them."""
    there: set[int] = set()
    for at in sorted(range(len(lines)), key=lambda at: (-len(lines[at]), at)):
        start = text.find(lines[at])
        if start >= 0 and lines[at]:
            there.add(at)
            text = text[:start] + "\n" * len(lines[at]) + text[start + len(lines[at]) :]
    return there, text


def score(
    name: str,
    truths: Iterable[Truth],
    found: Mapping[tuple[str, int], Found],
    cpu: float = 0.0,
    names_sources: bool = True,
) -> Result:
    """Judge all pages of a corpus, found by site and number."""
    verdicts = [judge(truth, found.get((truth.site, truth.id))) for truth in truths]
    return Result(name, _figures(verdicts), verdicts, cpu, names_sources)


def _figures(verdicts: Sequence[Verdict]) -> dict[str, float]:
    posts = len(verdicts)
    lines = sum(len(verdict.truth.lines) for verdict in verdicts)
    traps = sum(array in TRAPS for verdict in verdicts for _, array in verdict.truth.lines)
    lost = [verdict.truth.lines[at][1] for verdict in verdicts for at in verdict.lost]
    asked = [verdict for verdict in verdicts if verdict.truth.credit.is_sure]
    named = [verdict for verdict in asked if verdict.truth.credit.source]
    shares = {
        "exact": (sum(verdict.is_exact for verdict in verdicts), posts),
        "lines": (sum(verdict.as_lines for verdict in verdicts), posts),
        "paras": (lines - len(lost), lines),
        "loss": (sum(bool(verdict.lost) for verdict in verdicts), posts),
        "leak": (sum(bool(verdict.left) or verdict.has_more for verdict in verdicts), posts),
        "traps": (sum(array in TRAPS for array in lost), traps),
        "source": (sum(_is_right(verdict) for verdict in named), len(named)),
        "falsely": (sum(bool(verdict.source) and not _is_right(verdict) for verdict in asked), len(asked)),
    }
    return {name: round(count / total, 4) if total else 0.0 for name, (count, total) in shares.items()}


def _is_right(verdict: Verdict) -> bool:
    true = verdict.truth.credit
    if true.source is None or verdict.source is None:
        return true.source == verdict.source
    return flat(true.source) == verdict.source or (true.own and verdict.source.startswith(flat(true.source)))
