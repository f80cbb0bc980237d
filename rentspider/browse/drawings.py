"""Which charts there are: figures of the database as shapes. None where there is nothing to draw."""

from collections.abc import Iterator, Sequence

from rentspider.browse.charts import Bars, Chart, bars, lines, stacked
from rentspider.browse.formats import articles_path, grade, local
from rentspider.browse.words import label
from rentspider.db.figures import MonthCount, Removal, RunRecord
from rentspider.health import Share, shares

MONTHS = 24
CATEGORIES = 5
"""So many categories have a colour of their own."""
OTHERS = "其他栏目"
WATCHED = ("posts read", "dates understood", "with source", "text removed")
COLOURS = ("s0", "s1", "s2", "s3", "s4", "s5")


def monthly(counts: Sequence[MonthCount]) -> Chart | None:
    """Articles a month by category, of the last two years that have any."""
    if not counts:
        return None
    names = list(_months_until(counts[-1].month, counts[0].month))[:MONTHS][::-1]
    shown = [each for each in counts if each.month >= names[0]]
    sizes: dict[str, int] = {}
    for each in shown:
        sizes[each.category] = sizes.get(each.category, 0) + each.articles
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:CATEGORIES]
    series = {
        name or "（无栏目）": _by_month(names, [each for each in shown if each.category == name]) for name in largest
    }
    if len(sizes) > len(largest):
        series[OTHERS] = _by_month(names, [each for each in shown if each.category not in largest])
    return stacked("月份", names, series, COLOURS[: len(series)])


def _by_month(names: Sequence[str], counts: Sequence[MonthCount]) -> list[int]:
    return [sum(each.articles for each in counts if each.month == name) for name in names]


def _months_until(last: str, first: str) -> Iterator[str]:
    """The months from the last back to the first."""
    year, month = map(int, last.split("-"))
    while (name := f"{year:04}-{month:02}") >= first:
        yield name
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def by_source(counts: Sequence[tuple[str, int]]) -> Bars | None:
    """The publications that are credited most."""
    amounts = [(name, count, f"{count:,}") for name, count in counts]
    return bars(("来源", "文章数"), amounts, [articles_path(source=name) for name, _ in counts]) if counts else None


def by_kind(removals: Sequence[Removal], kept: int) -> Bars | None:
    """What part of all text was removed, by kind."""
    whole = kept + sum(removal.characters for removal in removals)
    amounts = [
        (label("kinds", each.kind), each.characters, f"{100 * each.characters / whole:.2f} %")
        for each in removals
        if each.characters
    ]
    return bars(("种类", "占全部文字"), amounts) if amounts else None


def health(runs: Sequence[RunRecord]) -> Chart | None:
    """What the runs' pages were like, and how the runs ended."""
    if not runs:
        return None
    measured = [shares(run.measures) for run in runs]
    series = {label("shares", name): [_rate(found.get(name)) for found in measured] for name in WATCHED}
    names = [f"#{run.id}" for run in runs]
    strip = [(grade(run.exit_code), f"#{run.id} {local(run.started_at)} {_outcome(run)}") for run in runs]
    return lines("运行", names, series, COLOURS[: len(series)], strip)


def _rate(share: Share | None) -> float | None:
    return share.rate if share else None


def _outcome(run: RunRecord) -> str:
    return f"退出码 {run.exit_code}，{run.reason}"
