"""What is done in a world without faults: a site, its archive, and commands with what they make of them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from threading import Lock
from time import monotonic

from tests.e2e.known import large_site
from tests.e2e.site import serve
from tests.fakesite.archive import Capture, write_warc
from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.faults.machine.after import State, state
from tests.faults.machine.child import Child, run
from tests.helpers import replay, rows
from tests.upgrades.make import unpack

CRAWLED, ARCHIVED = 14, 34
"""So many posts has the site that is crawled, and so many are in the archive: enough to learn from."""
# An operator's block in words that no rule knows.
BLOCK = "".join(f"<p>{line}</p>" for line in ("浦江两岸 旧梁新柱", "砖缝里头 有光有风", "四时如常 炉火不熄"))
AT_WORK = "rent.lock.holder"
"""Is there while a command writes."""
KILLED = (
    "INSERT INTO crawl_runs (command, arguments, started_at, counts)"
    " VALUES ('replay', '{}', '2026-03-10T04:00:00Z', '{}')"
)


@dataclass(frozen=True)
class Job:
    """A command, what it starts from, and what it comes to."""

    name: str
    args: tuple[str | Path, ...]
    start: Path
    """A data folder, and the same when it was done undisturbed."""
    result: Path
    end: State
    span: float
    """Seconds from the beginning of its work to its end."""
    sign: str = AT_WORK
    """The file that is there when its work begins."""

    def begin(self, folder: Path) -> Path:
        """A data folder from which to do it."""
        shutil.copytree(self.start, folder / "data")
        return folder / "data"

    def done(self, folder: Path) -> Path:
        """A data folder in which it was done."""
        shutil.copytree(self.result, folder / "data")
        return folder / "data"


class World:
    """A served site, an archive, and jobs over them; made once, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive, self.lists = folder / "posts.warc.gz", folder / "lists.warc.gz"
        self._site = archived_site()
        write_warc(self.archive, captures(self._site))
        write_warc(self.lists, [("http://demo.example/", NOW, self._site.respond("/", NOW))])
        self.server: SiteServer = serve(large_site(CRAWLED, hidden=False))
        vars(self.server.http)["handle_error"] = _nothing  # connections of those who are killed are no news
        self.jobs: dict[str, Job] = {}
        self._lock = Lock()

    def __enter__(self) -> "World":
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(None, None, None)

    def job(self, name: str) -> Job:
        """A job by its name; it is done once undisturbed when it is first asked for."""
        with self._lock:
            if name not in self.jobs:
                self.jobs[name] = self._undisturbed(name)
            return self.jobs[name]

    def _undisturbed(self, name: str) -> Job:
        ways: dict[str, tuple[tuple[str | Path, ...], Callable[[Path], None], str]] = {
            "crawl": (("crawl", "posts", "-a", f"site={self.server.base}"), _nothing, AT_WORK),
            "replay": (("replay", self.archive), _nothing, AT_WORK),
            "reclean": (("reclean",), self._cleaned_otherwise, AT_WORK),
            "learning": (("replay", self.lists), self._not_learned, AT_WORK),
            "migration": (("status",), lambda data: unpack("0001", data / "rent.db"), "rent.db-wal"),
        }
        args, prepare, sign = ways[name]
        start, done = self.folder / f"{name}-start", self.folder / f"{name}-done"
        start.mkdir()
        prepare(start)
        shutil.copytree(start, done)
        begun = list[float]()

        def note(child: Child) -> None:
            child.wait_for((done / sign).exists)
            begun.append(monotonic() - child.started)

        ended = run(*args, data=done, strike=note)
        assert ended.code == 0, ended.log
        return Job(name, args, start, done, state(done), ended.seconds - begun[0], sign)

    def _cleaned_otherwise(self, data: Path) -> None:
        """All articles as other rules would have left them."""
        replay(self.archive, data)
        rows(data / "rent.db", "UPDATE articles SET body_text = '旧', source = '旧报', content_hash = 'x'")

    def _not_learned(self, data: Path) -> None:
        """All articles, and a run that was killed before it learned from them."""
        replay(self.archive, data)
        rows(data / "rent.db", KILLED)


def archived_site() -> FakeSite:
    """A site whose posts all end with the same lines."""
    rng = Random(3)
    posts = [make_post(rng, number, NOW - DAY * (ARCHIVED - number)) for number in range(1, ARCHIVED + 1)]
    return FakeSite([replace(post, html=post.html + BLOCK) for post in posts], Look(), NOW)


def captures(site: FakeSite) -> Iterator[Capture]:
    """Each post, and one of them once more when it has been changed."""
    for number in sorted(site.posts):
        yield _capture(site, number, NOW)
    site.posts[2] = replace(site.posts[2], html="<p>本文后来补充了一段。</p>" + site.posts[2].html)
    yield _capture(site, 2, NOW + DAY)


def _capture(site: FakeSite, number: int, at: float) -> Capture:
    path = f"/index.php/post/{number}.html"
    return f"http://demo.example{path}", at, site.respond(path, at)


def _nothing(*_: object) -> None:
    """Leave all as it is."""
