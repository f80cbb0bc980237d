"""Search in many articles: how long the first page takes, how large the index is, how long it takes to make.

`python -m benchmarks.search [ARTICLES]`, 100,000 of them if nothing else is said. Beside it, in the same run, over the
same articles: FTS5's own trigrams, LIKE, and where there is a server to start, PostgreSQL with our index and with
pg_trgm. Each answers with the total and the first ten; ours, on both engines, with the matching places as well.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from benchmarks import on_postgres
from benchmarks.asked import Asked, Kind, kinds
from benchmarks.corpus import Corpus
from benchmarks.rivals import Rival, like, trigrams
from rentspider.db import open_database
from rentspider.db.search import Query, find
from rentspider.db.search.index import index_all
from tests import postgres

ROUNDS = 3
SLOW = 5
"""So many queries of each kind are put to what takes long."""


def make(count: int, database: Path) -> tuple[Engine, Rival]:
    """A database of so many articles, and what its index took."""
    engine = open_database(f"sqlite:///{database}")
    with engine.begin() as connection:
        Corpus(count).store(connection)
    before, began = _pages(engine), time.monotonic()
    with engine.begin() as connection:
        index_all(connection)
    return engine, Rival("bigrams", lambda _: 0, time.monotonic() - began, _pages(engine) - before)


def _pages(engine: Engine) -> int:
    """The bytes of a database, those that are free aside."""
    names = ("page_count", "freelist_count", "page_size")
    with engine.connect() as connection:
        pages, free, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names)
    return int((pages - free) * size)


def times(asked: list[Asked], rounds: int, answer: Callable[[Asked], int]) -> Iterator[tuple[float, int]]:
    """Milliseconds of each answer, and how many articles it found."""
    for one in asked * rounds:
        began = time.perf_counter()
        found = answer(one)
        yield (time.perf_counter() - began) * 1000, found


def compare(engine: Engine, found: list[Kind], others: list[Rival]) -> Table:
    """How long each takes for each kind of query."""
    names = ("articles found", "SQLite", *(rival.name for rival in others))
    table = Table("asked for", *names, title="The total and the first ten: median and 95th percentile in ms")
    for kind in found:
        with engine.connect() as connection:

            def answer(asked: Asked) -> int:
                return find(connection, Query(f'"{asked.text}"', asked.filters, asked.order)).total

            ours = list(times(kind.asked, ROUNDS, answer))
        taken, totals = zip(*ours, strict=True)
        cells = [f"{median(totals):.0f}", _shown(taken)]
        for rival in others:
            asked, rounds = (kind.asked, ROUNDS) if rival.quick else (kind.asked[:SLOW], 1)
            their_taken, their = zip(*times(asked, rounds, rival.answer), strict=True)
            same = their == totals[: len(their)]
            lacks = "" if same else f" (finds {sum(their)} of {sum(totals[: len(their)])})"
            cells.append(_shown(their_taken) + lacks)
        table.add_row(kind.name, *cells)
    return table


def _shown(taken: Sequence[float]) -> str:
    return f"{median(taken):.1f} / {quantiles(taken, n=20, method='inclusive')[-1]:.1f}"


def sizes(engine: Engine, count: int, rivals: list[Rival]) -> Table:
    """How large each index is beside the text, and how long it took to make."""
    with engine.connect() as connection:
        query = "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(body_text AS BLOB))) FROM articles"
        whole = int(connection.exec_driver_sql(query).scalar_one())
    table = Table("index", "MB", "× text", "made in s", "ms an article", title=f"Beside {whole / 1e6:.0f} MB of text")
    for rival in rivals:
        figures = (rival.size / 1e6, rival.size / whole, rival.seconds, rival.seconds / count * 1000)
        table.add_row(
            rival.name, *(f"{figure:.{digits}f}" for figure, digits in zip(figures, (0, 2, 1, 2), strict=True))
        )
    return table


def main(count: int) -> None:
    """Measure and print."""
    console = Console()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        database = Path(name) / "rent.db"
        engine, ours = make(count, database)
        others = [stack.enter_context(trigrams(database, Path(name))), stack.enter_context(like(database))]
        if lacking := postgres.missing():
            console.print(f"PostgreSQL is skipped: {lacking}")
        else:
            server = stack.enter_context(postgres.serving())
            others.append(stack.enter_context(on_postgres.pairs(server, count)))
            others.append(stack.enter_context(on_postgres.pg_trgm(server, database)))
        console.print(f"{count} articles")
        console.print(compare(engine, kinds(engine, count), others))
        console.print(sizes(engine, count, [ours, *(rival for rival in others if rival.size)]))
        engine.dispose()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
