"""How an audit looks on a terminal: a colour for each kind, the rule and its reason behind what it has removed."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from pipelines.cleaning.rules import UNKNOWN
from rentspider.auditing.body import Line, Post
from rentspider.auditing.learned import Learned
from rentspider.auditing.listing import Listing, RemovedLine
from rentspider.auditing.totals import RuleTotal, Totals

COLOURS = {
    "contact": "red",
    "ad": "magenta",
    "portal": "blue",
    "disclaimer": "yellow",
    "source_line": "green",
    "lead": "cyan",
    "related": "bright_blue",
    "editor": "bright_green",
    "follow": "bright_magenta",
    "theme": "bright_black",
    "repeated": "bright_yellow",
    UNKNOWN: "bright_red",
}


def show(console: Console, found: Post | Listing | Learned | Totals, limit: int) -> None:
    """Print what was found; lists of what to look at are cut behind so many entries."""
    if isinstance(found, Post):
        _show_post(console, found)
    elif isinstance(found, Listing):
        _show_listing(console, found)
    elif isinstance(found, Learned):
        names = ("id", "site", "place", "posts", "weight", "since", "said", "line")
        rows = [(*astuple(line)[:-2], line.verdict or "", line.text) for line in found.lines]
        console.print(_table("Lines that stand on many posts", names, rows, limit))
    else:
        for table in _tables(found, limit):
            if table.row_count:
                console.print(table)


def _show_post(console: Console, post: Post) -> None:
    """The body, with what was removed in its place behind a dash."""
    console.print(Text.assemble((post.title, "bold"), f"  {post.url}"), soft_wrap=True)
    for line in post.body:
        console.print(_line(line), soft_wrap=True)


def _line(line: Line) -> Text:
    if line.kind is None:
        return Text.assemble(line.text, ("  (kept by little)" if line.near else "", "dim"))
    told = f" ({line.why}{'; removed by little' if line.near else ''})"
    return Text.assemble(*_removed(line.kind, line.rule or "", line.text), (told, "dim"))


def _removed(kind: str, rule: str, text: str) -> tuple[tuple[str, str], ...]:
    colour = COLOURS.get(kind, COLOURS[UNKNOWN])
    return (f"- {text}", colour), (f"  {kind}: {rule}", f"bold {colour}")


def _show_listing(console: Console, found: Listing) -> None:
    """Each line once, with its posts."""
    rest = f"; the {len(found.lines)} of most posts" if len(found.lines) < found.wordings else ""
    told = f"{found.blocks} blocks removed from {found.articles} posts, in {found.wordings} wordings{rest}"
    console.print(told, soft_wrap=True)
    for rule, why in {line.rule: line.why for line in found.lines}.items():
        console.print(Text.assemble((rule, "bold"), f": {why}"), soft_wrap=True)
    for line in found.lines:
        console.print(Text.assemble(*_removed(line.kind, line.rule, line.text), _posts(line)), soft_wrap=True)


def _posts(line: RemovedLine) -> str:
    more = f" and {line.articles - len(line.newest)} more" if line.articles > len(line.newest) else ""
    return f"  post{'s' if line.articles > 1 else ''} {', '.join(str(post.id) for post in line.newest)}{more}"


def _tables(found: Totals, limit: int) -> Iterator[Table]:
    kinds = [(_coloured(row.kind), row.blocks, row.articles) for row in found.kinds]
    yield _table("Removed, by kind", ("kind", "blocks", "articles"), kinds)
    rules = [(_coloured(row.kind), _named(row), row.blocks, row.articles) for row in found.rules]
    yield _table("Removed, by rule", ("kind", "rule", "blocks", "articles"), rules)
    silent = [(_coloured(row.kind), _named(row), row.why) for row in found.silent]
    yield _table("Rules that have removed nothing", ("kind", "rule", "what it looks for"), silent)
    losers = [(row.site, row.id, f"{row.share:.0%}", f"{row.usual:.0%}", row.title) for row in found.losers]
    yield _table("Posts that lost far more than usual", ("site", "post", "removed", "usual", "title"), losers, limit)
    near = [(one.site, one.id, *_decided(one.line), one.line.text) for one in found.near]
    yield _table("Lines that were a near thing", ("site", "post", "was", "by", "line"), near, limit)
    flagged = [(row.site, row.id, row.flags, row.title) for row in found.flagged]
    yield _table("Posts to look at", ("site", "post", "flags", "title"), flagged, limit)


def _coloured(kind: str) -> Text:
    return Text(kind, COLOURS.get(kind, COLOURS[UNKNOWN]))


def _named(total: RuleTotal) -> str:
    return f"{total.rule} (own)" if total.own else total.rule


def _decided(line: Line) -> tuple[str, str]:
    return ("removed", f"{line.kind}: {line.rule}") if line.kind else ("kept", "")


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], limit: int | None = None) -> Table:
    shown = rows[:limit]
    more = f"and {len(rows) - len(shown)} more (--limit)" if len(shown) < len(rows) else None
    whole = [Column(name, overflow="fold") for name in columns]  # a Chinese text is one long word
    table = Table(*whole, title=title, caption=more)
    for row in shown:
        table.add_row(*(cell if isinstance(cell, Text) else str(cell) for cell in row))
    return table
