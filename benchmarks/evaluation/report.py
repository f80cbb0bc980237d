"""Tables of results: figures by row, and counts by array of the bank. No text of a bank is in them."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from benchmarks.evaluation.posts import Corpus
from benchmarks.evaluation.score import FIGURES, Result

TITLES = {
    "structure": "(a) structure alone",
    "learned": "(c) learned, with (a)",
    "rules": "(a)+(b) structure and rules",
    "all": "(a)+(b)+(c) all three",
    "rules, portals off": "(a)+(b), no portal rules",
    "all, portals off": "(a)+(b)+(c), no portal rules",
}
"""How the table calls the project's own rows, in its order; peers have their own names and follow."""


def figures_table(corpus: Corpus, results: Sequence[Result]) -> Table:
    """A row for each way of extracting."""
    title = f"{len(corpus.truths)} posts from the bank {corpus.bank.name}: shares in %, CPU in ms a page"
    table = Table("", *FIGURES, "CPU", title=title)
    for name, label in _labels(results):
        result = next(each for each in results if each.name == name)
        shown = [_percent(result, figure) for figure in FIGURES]
        table.add_row(label, *shown, f"{result.cpu:.1f}")
    return table


def _percent(result: Result, figure: str) -> str:
    if figure in {"source", "falsely"} and not result.names_sources:
        return "–"
    return f"{result.figures[figure] * 100:.1f}"


def _labels(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    names = [result.name for result in results]
    yield from ((name, label) for name, label in TITLES.items() if name in names)
    yield from ((name, name) for name in names if name not in TITLES)


def arrays_table(results: Sequence[Result], corpus: Corpus) -> Table:
    """How many lines of each array were left where they should be gone, or are gone where they should stay."""
    own = [result for result in results if result.name in {"rules", "learned", "all"}]
    table = Table("array", "lines", *(TITLES[result.name] for result in own), title="Lines left, and lines lost")
    for what, lines in (("left", "removed"), ("lost", "lines")):
        arrays = [array for truth in corpus.truths for _, array in getattr(truth, lines)]
        counts = [result.left_by_array() if what == "left" else result.lost_by_array() for result in own]
        for array in sorted(set(arrays)):
            shown = (str(count[array]) for count in counts)
            table.add_row(f"{array} {what}", str(arrays.count(array)), *shown)
        table.add_section()
    return table


def texts(result: Result) -> Iterator[str]:
    """The lines that were left and lost, for a bank that may be read."""
    for verdict in result.verdicts:
        truth = verdict.truth
        for what, lines, places in (("left", truth.removed, verdict.left), ("lost", truth.lines, verdict.lost)):
            for text, array in (lines[at] for at in places):
                yield f"{what} {truth.site} {truth.id} {array}: {text}"
