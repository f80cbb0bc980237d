"""A crawl that is killed at any moment, and run again, ends with the same articles, and fetches no post three times."""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread
from time import perf_counter

import pytest

from tests.databases import copy_folder, on_postgresql
from tests.e2e.known import NUMBER, Known, large_site
from tests.e2e.site import asked, serve
from tests.fakesite.dates import HOUR
from tests.fakesite.responses import Response
from tests.helpers import ROOT, articles, command_line, environment, rows

pytestmark = pytest.mark.slow

KILLS = 5
"""So many of a first crawl, and so many of an hourly run."""
SLOWEST = 0.02
"""Seconds behind an answer within which the crawl has dealt with it, one way or another."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """A site of 14 posts, crawled undisturbed, and then 12 new ones that nobody has seen yet."""
    with serve(large_site(14)) as server:
        known = Known(server.site, server, tmp_path_factory.mktemp("undisturbed"))  # type: ignore[arg-type]
        known.run()
        yield known


def kill_at(known: Known, data: Path, request: int, delay: float | None) -> None:
    """Crawl, and kill the crawl when it sends a request: before it is answered, or some time after."""
    respond, count = known.site.respond, 0
    command = command_line("crawl", "posts", "-a", f"site={known.server.base}", "-L", "CRITICAL")

    def end() -> None:
        until = perf_counter() + (delay or 0.0)
        while perf_counter() < until:
            pass
        os.kill(process.pid, signal.SIGKILL)

    def counting(path: str, now: float | None = None) -> Response:
        nonlocal count
        count += 1
        answer = respond(path, now)
        if count == request:
            Thread(target=end).start() if delay is not None else end()
        return answer

    known.site.respond = counting  # type: ignore[method-assign]
    try:
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            process.wait(60)
    finally:
        known.site.respond = respond  # type: ignore[method-assign]
    assert process.returncode == -signal.SIGKILL


def moments(requests: int, seed: int) -> Iterator[tuple[int, float | None]]:
    """Random requests, the first and the last among them, and random times about them."""
    rng = Random(seed)
    for place in (2, requests, *(rng.randint(1, requests) for _ in range(KILLS - 2))):
        yield place, rng.choice([None, rng.uniform(0, SLOWEST), rng.uniform(0, SLOWEST)])


def check_kills(known: Known, start: Path | None, folder: Path, seed: int) -> None:
    """Kill and run again, over and over, from the same start; hold the articles against an undisturbed run."""

    def fresh(name: str) -> Known:
        if start:
            copy_folder(start, folder / name)
        known.server.log.clear()
        return Known(known.site, known.server, folder / name)

    undisturbed = fresh("undisturbed")
    undisturbed.run()
    requests = len(known.server.log)
    for number, (place, delay) in enumerate(moments(requests, seed)):
        again = fresh(f"{number}")
        kill_at(known, again.data, place, delay)
        before = len(asked(known.server))
        again_asked = known.server.log[:before]
        again.run()
        fetched = Counter(
            match[1] for access in [*again_asked, *known.server.log] if (match := NUMBER.search(access.path))
        )
        assert max(fetched.values()) <= 2, (place, delay)
        assert articles(again.data) == undisturbed.articles(), (place, delay)
        assert on_postgresql() or again.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        runs = again.rows("SELECT exit_code, reason FROM crawl_runs ORDER BY id DESC LIMIT 2")
        assert runs[0]["exit_code"] == 0
        if len(runs) > 1 and start is None:
            assert runs[1] == {"exit_code": 3, "reason": "killed; found by run 2"}


def test_a_first_crawl_that_is_killed(known: Known, tmp_path: Path) -> None:
    check_kills(known, None, tmp_path, seed=1)


def test_an_hourly_run_that_is_killed(known: Known, tmp_path: Path) -> None:
    known.pass_time(HOUR)
    known.publish(12)
    check_kills(known, known.data, tmp_path, seed=2)
    assert rows(known.data / "rent.db", "SELECT count(*) AS n FROM articles") == [{"n": 14}]
