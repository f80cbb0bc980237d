"""The way of docs/archives.md from an answer of an index to articles, against a server that stands for the archive."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from rentspider.archive.members import read_members
from tests.archive.crawlers import common_crawl
from tests.e2e.others import OTHER_THEME, fetched, path_of, post, replayed, theirs, write
from tests.helpers import ROOT, Result, rows

NAME = "crawl-data/CC-MAIN-2026-11/warc/CC-MAIN-1.warc.gz"


class Archive(BaseHTTPRequestHandler):
    """Serves parts of one file; is busy at first where it should be."""

    content: bytes
    busy: int = 0
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.headers["Range"])
        if type(self).busy:
            type(self).busy -= 1
            self.send_error(503, "Slow Down")
            return
        if self.path != f"/{NAME}":
            self.send_error(404)
            return
        first, last = self.headers["Range"].removeprefix("bytes=").split("-")
        part = self.content[int(first) : int(last) + 1]
        self.send_response(206)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def archive() -> type[Archive]:
    pages = [theirs("http://shop.example/"), post(0), theirs("http://a.example/", OTHER_THEME), post(1), post(1, day=3)]

    class Served(Archive):
        content = common_crawl(pages)
        asked: list[str] = []  # noqa: RUF012 (each test has its own class)

    return Served


@pytest.fixture
def base(archive: type[Archive]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), archive) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def index(folder: Path, content: bytes) -> Path:
    """What the index says of the pages of the site: a line each, with what it tells besides."""
    path = write(folder, content, "whole.warc.gz")
    members = list(read_members(path))
    lines = []
    for member, behind in zip(members, [*members[1:], None], strict=True):
        if b"WARC-Type: response" in member.content and b"demo.example" in member.content[:600]:
            end = behind.offset if behind else len(content)
            entry = {"urlkey": "example,demo)/", "timestamp": "20260310040000", "status": "200", "filename": NAME}
            lines.append(json.dumps({**entry, "offset": str(member.offset), "length": str(end - member.offset)}))
    (folder / "index.jsonl").write_text("\n".join([*lines, *lines[:1], ""]), encoding="utf-8")
    return folder / "index.jsonl"


def fetch(folder: Path, base: str) -> Result:
    paths = [ROOT / "deploy/records.py", folder / "index.jsonl", folder / "records.warc.gz"]
    command = [sys.executable, *map(str, paths), "--base", base, "--pause", "0"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


def test_from_the_index_to_articles(tmp_path: Path, archive: type[Archive], base: str) -> None:
    index(tmp_path, archive.content)
    archive.busy = 2
    result = fetch(tmp_path, base)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"3 records in {tmp_path / 'records.warc.gz'}, 3 of them fetched now\n"
    replayed(tmp_path, tmp_path / "records.warc.gz", "--site", "http://demo.example/")
    assert set(fetched(tmp_path)) == {post(0).url, post(1).url}
    [seen] = rows(
        tmp_path / "rent.db", "SELECT last_seen_at FROM articles WHERE url LIKE :url", {"url": "%" + path_of(1)}
    )
    assert seen["last_seen_at"] == "2026-03-13T04:00:00Z"


def test_a_fetch_that_was_cut_short_goes_on(tmp_path: Path, archive: type[Archive], base: str) -> None:
    index(tmp_path, archive.content)
    fetch(tmp_path, base)
    out, done = tmp_path / "records.warc.gz", tmp_path / "records.warc.gz.done"
    whole, asked = out.read_bytes(), len(archive.asked)
    first = done.read_text().splitlines()[0]
    done.write_text(first + "\n")
    out.write_bytes(whole[: int(first.split()[2]) + 100])
    assert "2 of them fetched now" in fetch(tmp_path, base).stdout
    assert out.read_bytes() == whole
    assert len(archive.asked) == asked + 2
    assert "0 of them fetched now" in fetch(tmp_path, base).stdout


def test_a_server_that_stays_busy_is_told(tmp_path: Path, archive: type[Archive], base: str) -> None:
    index(tmp_path, archive.content)
    archive.busy = 99
    result = fetch(tmp_path, base)
    assert result.returncode == 1
    assert "503" in result.stderr
    assert len(archive.asked) == 5


def test_an_answer_that_names_no_record_is_told(tmp_path: Path, base: str) -> None:
    (tmp_path / "index.jsonl").write_text('{"message": "No Captures found for: demo.example/*"}\n')
    result = fetch(tmp_path, base)
    assert result.returncode == 1
    assert result.stderr.startswith("records.py: line 1 of ")
    assert "No Captures found" in result.stderr
