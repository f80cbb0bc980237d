"""docs/querying.md, read: its questions with their code, and the answers that it shows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.helpers import ROOT

PATH = ROOT / "docs/querying.md"
LATER = {5, 6, 10}
"""Questions to which the demo has no answer yet: they are put to a database in which more has happened."""
AGAIN = "if this is how it should be: python -m tests.querying"
SECTION = re.compile(r"^## (\d+)\. ", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"(?:^\|.*\n)+\n", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """One question: the same in three languages, and its answer as a table in Markdown."""

    number: int
    sql: str
    pandas: str
    duckdb: str
    answer: str


def read() -> str:
    return PATH.read_text(encoding="utf-8")


def opening(text: str) -> dict[str, list[str]]:
    """The code before the first question, by language."""
    blocks: dict[str, list[str]] = {}
    for language, code in BLOCK.findall(SECTION.split(text)[0]):
        blocks.setdefault(language, []).append(code)
    return blocks


def questions(text: str) -> list[Question]:
    _, *parts = SECTION.split(text)
    return [_question(int(number), body) for number, body in zip(parts[::2], parts[1::2], strict=True)]


def _question(number: int, body: str) -> Question:
    languages, codes = zip(*BLOCK.findall(body), strict=True)
    assert languages == ("sql", "python", "sql"), number
    found = TABLE.search(body)
    sql, pandas, duckdb = codes
    return Question(number, sql, pandas, duckdb, found[0].rstrip("\n") if found else "")


def with_answer(text: str, number: int, answer: str) -> str:
    """The page with another answer to a question."""
    start = next(match.start() for match in SECTION.finditer(text) if int(match[1]) == number)
    code = text.index("```python\n", start)
    between = text[start:code]
    return text[:start] + TABLE.sub("", between) + answer + "\n\n" + text[code:]


def table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a table in Markdown."""
    lines = [names, ["---"] * len(names), *([shown(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace("| --- ", "|---").replace("--- |", "---|")


def shown(value: Any) -> str:
    """A value as people see it, whichever tool gave it."""
    if value is None or value != value:  # the latter: not a number, not a time
        return ""
    if isinstance(value, datetime | date):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, float | Decimal):
        return f"{float(value):.10g}"
    return str(value).replace("|", "\\|")
