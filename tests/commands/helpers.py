"""Articles with odd texts and given dates, and what commands say of them."""

import json
from pathlib import Path
from typing import Any

from rentspider.db.evidence import set_dates
from rentspider.items import PostItem
from rentspider.zone import local_day
from tests.db.helpers import SITE, Database, moment, post
from tests.helpers import Result, run_here

ODD = {
    11: 'He said "厂房 OR 仓库" NEAR 100%',
    12: r"C:\park\a_b 目录",
    13: "出租率10,000%以上；ab与a_b",
    14: "VOLVO与Ｖolvo、Straße",
    15: "嘉定区\n安亭镇",
    16: "价格：:100: [bold]粗[/] [/b]",
}


def titled(number: int, title: str) -> PostItem:
    item = post(number, f"无关的话{number}", title=title)
    item.flags = ["number-kept"]
    return item


def dated(database: Database, number: int, hours: float, unsure: float = 0) -> None:
    """Date a post to so many hours after the first fetch; unsure by so many, so that no day is certain."""
    first, last = moment(hours), moment(hours + unsure)
    columns: dict[str, Any] = dict.fromkeys(("precision", "raw", "by"))
    day = None if unsure else local_day(first)
    columns |= {"at": moment(hours + unsure / 2), "day": day, "earliest": first, "latest": last}
    with database.connection() as connection:
        set_dates(connection, SITE, {number: {f"published_{name}": value for name, value in columns.items()}})


def found(data: Path, *terms: str) -> list[int]:
    """The posts that a search finds, in its order."""
    result = run_here("search", "--json", *terms, data=data)
    assert (result.returncode, result.stderr) == (0, "")
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def lines(result: Result) -> list[str]:
    assert (result.returncode, result.stderr) == (0, "")
    return [line.rstrip() for line in result.stdout.splitlines()]
