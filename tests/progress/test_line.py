"""The live line: its numbers, its width, its rate."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from rentspider.archive import read_archive
from rentspider.extensions.progress import LiveLine, Progress, Rate, fit, numbers, share_read
from tests.fakesite import sample


@pytest.fixture
def stats(monkeypatch: pytest.MonkeyPatch) -> StatsCollector:
    monkeypatch.setenv("TERM", "xterm")
    return StatsCollector(get_crawler(Spider))


def test_the_numbers(stats: StatsCollector) -> None:
    assert numbers(stats)[:5] == ["listed 0", "fetched 0", "new 0", "changed 0", "errors 0"]
    stats.set_stats({"rent/listed": 120, "rent/answers": 37, "rent/new": 30, "rent/changed": 1, "rent/failed": 2})
    stats.set_value("log_count/WARNING", 3)
    assert fit(numbers(stats), 80) == "listed 120  fetched 37  new 30  changed 1  errors 2  warnings 3"


@pytest.mark.parametrize(
    ("width", "line"),
    [(80, "new 30  errors 0  9/min"), (22, "new 30  errors 0"), (16, "new 30  errors 0"), (1, "new 30")],
)
def test_as_many_numbers_as_fit(width: int, line: str) -> None:
    assert fit(["new 30", "", "errors 0", "9/min"], width) == line


def test_the_rate_is_that_of_the_last_minute() -> None:
    rate = Rate()
    assert rate.at(0, 0) == ""
    assert rate.at(0.5, 1) == "", "too soon to tell"
    assert rate.at(30, 15) == "30/min"
    assert rate.at(60, 60) == "60/min"
    assert rate.at(120, 180) == "120/min"


def test_the_line_is_drawn_a_few_times_a_second_at_most(
    stats: StatsCollector, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    with LiveLine(stats, clock=lambda: now) as line:
        for page in range(1000):
            now = page / 1000
            stats.inc_value("rent/answers")
            line.update(f"page {page}")
    drawn = re.findall(r"page (\d+)", capsys.readouterr().err)
    assert list(dict.fromkeys(drawn)) == ["250", "500", "750"]


def test_a_line_that_is_not_to_be_shown(stats: StatsCollector, capsys: pytest.CaptureFixture[str]) -> None:
    with LiveLine(stats, is_shown=False) as line:
        line.update("nothing")
    assert capsys.readouterr() == ("", "")


def test_scrapy_leaves_it_out_where_no_line_is_wanted() -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(get_crawler(Spider, {"RENT_PROGRESS": False}))


def test_the_share_of_the_archives_that_is_read(tmp_path: Path) -> None:
    archives = [tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"]
    for path in archives:
        path.write_bytes(sample.PATH.read_bytes())
    share = share_read(archives)
    first, second = (shares(path, share) for path in archives)
    assert first[0] == 0
    assert 45 < first[-1] <= second[0] == 50
    assert 95 < second[-1] <= 100
    assert first == sorted(first)


def shares(path: Path, share: Callable[[Path, int], str]) -> list[int]:
    return [int(share(page.path, page.offset).removesuffix("% read")) for page in read_archive(path, lambda _: None)]
