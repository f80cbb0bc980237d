"""What the engines say differently: the only place that knows. Each class is an expression.

Local time is that of Asia/Shanghai. SQLite knows no time zones, but this one has been eight hours ahead of UTC without
a break since 1991, long before the first post.
"""

from typing import Any

from sqlalchemy import ColumnElement, Function, Integer, String, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from rentspider.zone import ZONE


class LocalTime(String):
    """Text: 2026-03-10 12:00:00."""


class LocalDay(String):
    """Text: 2026-03-10."""


class LocalMonth(String):
    """Text: 2026-03."""


class Local(FunctionElement[str]):
    """A moment as local time."""

    type = LocalTime()
    inherit_cache = True


class Month(FunctionElement[str]):
    """A moment as its month in local time."""

    type = LocalMonth()
    inherit_cache = True


class Day(FunctionElement[str]):
    """A day, which is local already, as text."""

    type = LocalDay()
    inherit_cache = True


class Seconds(FunctionElement[int]):
    """The seconds from one moment to another."""

    type = Integer()
    inherit_cache = True


_ON_SQLITE, _ON_POSTGRESQL = "{}, '+8 hours'", f"{{}} AT TIME ZONE '{ZONE}'"

FORMS: dict[type[FunctionElement[Any]], dict[str, str]] = {
    Local: {
        "sqlite": f"datetime({_ON_SQLITE})",
        "postgresql": f"to_char({_ON_POSTGRESQL}, 'YYYY-MM-DD HH24:MI:SS')",
    },
    Month: {
        "sqlite": f"strftime('%Y-%m', {_ON_SQLITE})",
        "postgresql": f"to_char({_ON_POSTGRESQL}, 'YYYY-MM')",
    },
    Day: {"sqlite": "{}", "postgresql": "to_char({}, 'YYYY-MM-DD')"},
    Seconds: {
        "sqlite": "(strftime('%s', {1}) - strftime('%s', {0}))",
        "postgresql": "CAST(extract(epoch FROM {1} - {0}) AS INTEGER)",
    },
}


def length(text: ColumnElement[str]) -> Function[int]:
    """How many characters a text has."""
    return func.length(text, type_=Integer)


def _compile(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:
    form = FORMS[type(element)][compiler.dialect.name]
    return form.format(*(compiler.process(clause, **options) for clause in element.clauses))


for kind in FORMS:
    compiles(kind)(_compile)
