"""Search in many articles: how long the first page takes, how large the index is, how long it takes to make.

`python -m benchmarks.search [ARTICLES]`, 100,000 of them if nothing else is said. Beside it, in the same run, over the
same articles: FTS5's own trigrams, LIKE, and PostgreSQL with pg_trgm where there is a server to start. Each answers
with the total and the first ten; ours with the matching places as well.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, select

from benchmarks.corpus import Corpus
from benchmarks.rivals import Asked, Rival, like, pg_trgm, trigrams
from rentspider.db import open_database
from rentspider.db.filters import Filters
from rentspider.db.models import Article
from rentspider.db.search import Order, Query, find
from rentspider.db.search.index import index_all
from tests import postgres

SAMPLE = 1_000
"""So many articles tell how common a word is."""
WORDS = 25
"""So many different queries of each kind."""
ROUNDS = 3
SLOW = 5
"""So many queries of each kind are put to what takes long."""
YEAR = Filters(since=date(2018, 1, 1), until=date(2018, 12, 31))
MOST = Filters(since=date(2012, 1, 1))


@dataclass(frozen=True)
class Kind:
    """Queries of one kind."""

    name: str
    asked: list[Asked]
    order: Order = "rank"


def kinds(engine: Engine, count: int) -> list[Kind]:
    """Words of some articles by how common they are, and what is asked with them."""
    rng = Random(1)
    with engine.connect() as connection:
        some = select(Article.body_text).where(Article.key.in_(rng.sample(range(1, count + 1), min(SAMPLE, count))))
        texts = connection.execute(some).scalars().all()
    characters, pairs = Counter[str](), Counter[str]()
    for text in texts:
        characters.update(filter(str.isalpha, set(text)))
        pairs.update(filter(str.isalpha, {text[at : at + 2] for at in range(len(text) - 1)}))

    def standing_in(counter: Counter[str], least: float, most: float) -> list[str]:
        words = sorted(word for word, held in counter.items() if least <= held / len(texts) <= most)
        return rng.sample(words, min(WORDS, len(words)))

    rare, common = standing_in(pairs, 0, 0.002), standing_in(pairs, 0.2, 0.6)
    most, letters = standing_in(pairs, 0.6, 1), standing_in(characters, 0.3, 1)
    phrases = [text[at : at + 6] for text in rng.sample(texts, min(WORDS, len(texts))) for at in [rng.randrange(500)]]
    asks = {
        "a rare word of two characters (in 0.2 % or less)": [Asked(word) for word in rare],
        "a common one (in 20 to 60 %)": [Asked(word) for word in common],
        "a very common one (in 60 % or more)": [Asked(word) for word in most],
        "one character (in 30 % or more)": [Asked(letter) for letter in letters],
        "a phrase of six characters": [Asked(phrase) for phrase in phrases if phrase.isalpha()],
        "a common word, one year of sixteen": [Asked(word, YEAR) for word in common],
        "a common word, all but two years": [Asked(word, MOST) for word in common],
        "a rare word, one year of sixteen": [Asked(word, YEAR) for word in rare],
    }
    newest = Kind("a common word, newest first", [Asked(word) for word in common], "newest")
    return [*(Kind(name, asked) for name, asked in asks.items()), newest]


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
    names = ("articles found", "median ms", "95th percentile", *(f"{rival.name}, median ms" for rival in others))
    table = Table("asked for", *names, title="The total and the first ten")
    for kind in found:
        with engine.connect() as connection:

            def answer(asked: Asked, kind: Kind = kind) -> int:
                return find(connection, Query(f'"{asked.text}"', asked.filters, kind.order)).total

            ours = list(times(kind.asked, ROUNDS, answer))
        taken, totals = zip(*ours, strict=True)
        cells = [f"{median(totals):.0f}", f"{median(taken):.1f}", f"{quantiles(taken, n=20)[-1]:.1f}"]
        for rival in others:
            slow, their = zip(*times(kind.asked[:SLOW], 1, rival.answer), strict=True)
            same = their == totals[: len(their)]
            cells.append(
                f"{median(slow):.1f}" + ("" if same else f" (finds {sum(their)} of {sum(totals[: len(their)])})")
            )
        table.add_row(kind.name, *cells)
    return table


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
            others.append(stack.enter_context(pg_trgm(database)))
        console.print(f"{count} articles")
        console.print(compare(engine, kinds(engine, count), others))
        console.print(sizes(engine, count, [ours, *(rival for rival in others if rival.size)]))
        engine.dispose()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
