"""A fleet over loopback: sites, a scheduler and workers as processes, a PostgreSQL database, one data folder."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.databases import ask
from tests.fakesite.server import SiteServer
from tests.helpers import NOWHERE, ROOT, SAME, Result

Process = subprocess.Popen[bytes]
QUIET = ("-s", "AUTOTHROTTLE_ENABLED=0")


def missing() -> str | None:
    """What a test of fleets lacks here."""
    return None if find_spec("distributed") else "Dask distributed is not installed"


def wait_until(holds: Callable[[], Any], seconds: float = 60) -> None:
    """Wait for what another process does."""
    until = monotonic() + seconds
    while not holds():
        assert monotonic() < until, "it did not come"
        sleep(0.02)


@dataclass
class Scene:
    """What a fleet needs."""

    servers: Sequence[SiteServer]
    database: str
    data: Path
    workers: list[Process] = field(default_factory=list)
    scheduler: Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """That of all processes, in no hurry to be polite to loopback."""
        ours = {"RENT_DATABASE_URL": self.database, "RENT_DATA_DIR": str(self.data), "RENT_DELAY": "0"}
        dask = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0", "PYTHONIOENCODING": "utf-8"}
        return {**os.environ, "RENT_SITE": NOWHERE, **ours, **dask}

    def sites_file(self, **settings: str) -> Path:
        """A `sites.toml` of all servers."""
        lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
        path = self.data / "sites.toml"
        path.write_text("".join(f'[[site]]\nurl = "{server.base}"\n{lines}\n' for server in self.servers))
        return path

    def start(self, *args: str | Path, **environment: str) -> Process:
        """Begin `scrapy fleet …`."""
        command = [sys.executable, "-m", "scrapy", "fleet", *map(str, args), *QUIET]
        out = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=ROOT, env={**self.environment, **environment}, stdout=out, stderr=out, start_new_session=True
        )

    def run(self, *args: str | Path, **environment: str) -> Result:
        """Run `scrapy fleet …` to its end."""
        return ended(self.start(*args, **environment))

    @property
    def schedule(self) -> Path:
        """Where the scheduler writes its address."""
        return self.data / "scheduler.json"

    @property
    def address(self) -> str:
        """The scheduler's address."""
        return str(json.loads(self.schedule.read_text(encoding="utf-8"))["address"])

    def start_scheduler(self) -> None:
        """Begin a scheduler on loopback."""
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.schedule)]
        self.scheduler = self._dask("scheduler", *options)
        wait_until(lambda: self.schedule.exists() and self.schedule.stat().st_size)

    def add_worker(self, *options: str, **environment: str) -> Process:
        """Begin a worker that nobody begins anew when it dies."""
        given = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--memory-limit", "0"]
        worker = self._dask("worker", self.address, *given, *options, **environment)
        self.workers.append(worker)
        return worker

    def _dask(self, what: str, *options: str, **environment: str) -> Process:
        with (self.data / f"{what}-{len(self.workers)}.txt").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", what, *options],
                cwd=self.data,
                env={**self.environment, **environment},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def close(self) -> None:
        """End the processes that are there still."""
        for process in (*self.workers, *filter(None, [self.scheduler])):
            if process.poll() is None:
                process.kill()
            process.wait()

    def asked(self) -> int:
        """How many requests all sites have seen."""
        return sum(len(server.log) for server in self.servers)

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """What a question to the database gives."""
        return ask(self.database, sql, values)

    def articles(self) -> list[dict[str, Any]]:
        """All articles, without what may differ between two ways to them."""
        return self.rows(f"SELECT {SAME} FROM articles a ORDER BY site, id")

    def overlaps(self) -> list[str]:
        """Requests that came to a site before its last one was answered."""
        return [
            f"{server.base} {second.path}"
            for server in self.servers
            for first, second in pairwise(sorted(server.log, key=lambda access: access.at))
            if second.at < first.until
        ]


@contextmanager
def scene(servers: Sequence[SiteServer], database: str, data: Path, workers: int = 0) -> Iterator[Scene]:
    """Sites that are served already, with a scheduler and so many workers."""
    made = Scene(servers, database, data)
    try:
        if workers:
            made.start_scheduler()
            for _ in range(workers):
                made.add_worker()
        yield made
    finally:
        made.close()


def ended(process: Process, seconds: float = 120) -> Result:
    """What a command said, when it is over."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        raise
    return Result([], process.returncode, out.decode(), err.decode())
