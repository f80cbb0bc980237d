"""Runs, as people ask how they went."""

from typing import Any

from sqlalchemy import ColumnElement, case, func

from rentspider.db.models import CrawlRun
from rentspider.db.upsert import table_of
from rentspider.db.views.sql import Local, Seconds
from rentspider.db.views.view import Field, View
from rentspider.outcome import Exit

RUN = table_of(CrawlRun).alias("r")

_WORDS = {code: code.name.lower().replace("_", " ") for code in Exit}
_OUTCOME: ColumnElement[Any] = case(
    *((RUN.c.exit_code == int(code), word) for code, word in _WORDS.items()), else_="running"
)


def _count(name: str, doc: str) -> Field:
    return Field(name, RUN.c.counts[name].as_integer(), doc)


RUNS = View(
    "v_runs",
    "A run of a command that writes, in local time (Asia/Shanghai).",
    [
        Field("id", RUN.c.id),
        Field("command", RUN.c.command),
        Field("site", RUN.c.site),
        Field("started", Local(RUN.c.started_at)),
        Field("finished", Local(RUN.c.finished_at)),
        Field("seconds", Seconds(RUN.c.started_at, RUN.c.finished_at), "How long it took."),
        Field("outcome", _OUTCOME, f"{', '.join(f'`{word}`' for word in _WORDS.values())}; `running` without an end."),
        Field("exit_code", RUN.c.exit_code),
        Field("reason", RUN.c.reason),
        _count("pages", "How many pages it read."),
        _count("listed", "How many posts lists and feeds showed."),
        _count("new", "How many posts were new."),
        _count("changed", "How many known posts had changed."),
        _count("failed", "How many pages could not be fetched, read or stored."),
        _count("removed_blocks", "How many blocks cleaning removed."),
        Field(
            "alarms",
            func.coalesce(func.json_array_length(RUN.c.health["alarms"]), 0),
            "In how many ways its pages were not as in the runs before.",
        ),
        Field("alarm", RUN.c.health[("alarms", 0)].as_string(), "The first of these in a sentence."),
    ],
    RUN,
)
