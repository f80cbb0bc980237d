"""Made-up articles in bulk: words drawn as in a language, the common ones often, most of them seldom."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from rentspider.db.models import Article
from rentspider.db.upsert import table_of
from rentspider.zone import ZONE

LETTERS, WORDS = 3_500, 20_000
LENGTHS = (1, 2, 2, 2, 2, 3, 4)
MARKS = "，，，。。；"
PARAGRAPHS, SHORTEST, LONGEST = 11, 60, 200
CATEGORIES = ("园区动态", "产业新闻", "招商信息", "政策解读")
SOURCES = tuple(f"第{number}日报" for number in range(40))
START, YEARS = datetime(2010, 1, 1, 12, tzinfo=ZONE), 16
BATCH = 1_000


class Corpus:
    """Articles of about 1,500 characters each; the same numbers give the same articles."""

    def __init__(self, count: int, seed: int = 2026) -> None:
        self.count, self._rng = count, Random(seed)
        letters = [chr(0x4E00 + number) for number in range(LETTERS)]
        self._rng.shuffle(letters)
        often = list(accumulate(1 / (rank + 2.7) for rank in range(LETTERS)))
        self._words = [
            "".join(self._rng.choices(letters, cum_weights=often, k=self._rng.choice(LENGTHS))) for _ in range(WORDS)
        ]
        self._often = list(accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def store(self, connection: Connection) -> None:
        """Put all of them into an empty database."""
        rows = self._rows()
        while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
            connection.execute(insert(table_of(Article)), batch)

    def _rows(self) -> Iterator[dict[str, Any]]:
        for number in range(1, self.count + 1):
            body = "\n".join(self._paragraph() for _ in range(PARAGRAPHS))
            day = START + timedelta(days=YEARS * 365 * number // self.count)
            html = "".join(f"<p>{line}</p>" for line in body.split("\n"))
            yield {
                "site": "bench.example",
                "id": number,
                "url": f"http://bench.example/index.php/post/{number}.html",
                "title": self._sentence(8),
                "title_raw": "",
                "body_text": body,
                "body_html": html,
                "category": self._rng.choice(CATEGORIES),
                "source": self._rng.choice(SOURCES),
                "published_at": day,
                "published_day": day.date(),
                "published_earliest": day.replace(hour=0),
                "published_latest": day.replace(hour=23, minute=59, second=59),
                **dict.fromkeys(("first_seen_at", "last_seen_at", "fetched_at"), day),
                "content_hash": str(number),
                "layout": "bench",
                "cleaner_version": 1,
            }

    def _sentence(self, words: int) -> str:
        return "".join(self._rng.choices(self._words, cum_weights=self._often, k=words))

    def _paragraph(self) -> str:
        length, parts = self._rng.randint(SHORTEST, LONGEST), list[str]()
        while sum(map(len, parts)) < length:
            parts.append(self._sentence(self._rng.randint(6, 14)) + self._rng.choice(MARKS))
        return "".join(parts)
