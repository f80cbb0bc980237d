"""Wrong use and set-up: one sentence on standard error that names the thing, and an exit code; never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from rentspider.archive import read_archive
from rentspider.db import open_database
from rentspider.errors import SetupError
from rentspider.spiders.posts import PostsSpider
from tests.databases import address
from tests.fakesite import sample
from tests.helpers import NOWHERE, Result, rows, run_here, run_scrapy

Run = Callable[..., Result]


def check(result: Result, code: int, *named: str) -> None:
    """One sentence that names these, and nothing else."""
    assert result.returncode == code, result.stderr
    assert [name for name in named if name not in result.stderr] == []
    assert result.stderr.startswith("rentspider: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("argument", "named"),
    [
        ("mode=ful", "unknown mode 'ful'; there are incremental and full"),
        ("colour=red", "unknown spider argument: colour"),
        ("url=http://127.0.0.1:9/index.php/category-3.html", "category-3.html is not the address of a post"),
        ("url=post/3.html", "post/3.html is not the address of a post"),
        ("url=http://[/post/3.html", "is not the address of a post"),
        ("site=rent.sh.cn", "site=rent.sh.cn is no address of a site"),
        ("site=ftp://rent.sh.cn/", "is no address of a site"),
    ],
)
def test_spider_arguments(tmp_path: Path, argument: str, named: str) -> None:
    check(run_here("crawl", "posts", "-a", argument, data=tmp_path), 1, named)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("site", ["http://", "http:///", "http://["])
def test_an_address_without_a_host(site: str) -> None:
    with pytest.raises(SetupError, match="is no address of a site"):
        PostsSpider(site=site)


def test_a_site_in_the_environment(tmp_path: Path) -> None:
    check(run_scrapy("crawl", "posts", data=tmp_path, RENT_SITE="rent.sh.cn"), 1, "RENT_SITE", "rent.sh.cn")


def test_a_delay_that_is_no_number(tmp_path: Path) -> None:
    check(run_scrapy("status", data=tmp_path, RENT_DELAY="soon"), 1, "RENT_DELAY", "soon")


@pytest.mark.parametrize("args", [["crawl", "news"], ["crawl"], ["crawl", "posts", "posts"]])
def test_another_spider_is_wrong_use_of_scrapy(tmp_path: Path, args: list[str]) -> None:
    result = run_here(*args, data=tmp_path)
    assert result.returncode == 2
    assert "there is one spider: scrapy crawl posts" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_a_missing_archive(tmp_path: Path) -> None:
    check(run_here("replay", tmp_path / "a.warc.gz", data=tmp_path), 1, str(tmp_path / "a.warc.gz"), "No such file")


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_text("<html></html>")
    check(run_here("replay", sample.PATH, tmp_path / "a.warc.gz", data=tmp_path), 1, str(tmp_path / "a.warc.gz"))
    assert not (tmp_path / "rent.db").exists(), "nothing of it is done"


def test_nothing_to_replay(tmp_path: Path) -> None:
    check(run_here("replay", data=tmp_path), 1, "there is nothing to replay", str(tmp_path / "archive"))


CRAWL, REPLAY = ("crawl", "posts"), ("replay", str(sample.PATH))
WRITERS = pytest.mark.parametrize("args", [CRAWL, REPLAY], ids=["crawl", "replay"])
ALL = pytest.mark.parametrize("args", [CRAWL, REPLAY, ("status",), ("search", "厂房")], ids=lambda args: str(args[0]))


@ALL
def test_a_file_in_the_place_of_the_data_folder(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "data").write_text("mine")
    check(run_here(*args, data=tmp_path / "data"), 1, str(tmp_path / "data"), "RENT_DATA_DIR")


@WRITERS
def test_a_data_folder_that_cannot_be_written(args: tuple[str, ...]) -> None:
    check(run_here(*args, data=Path("/proc")), 1, "/proc")  # root, too, can make no file there


@ALL
def test_a_newer_database(tmp_path: Path, args: tuple[str, ...]) -> None:
    open_database(address(tmp_path / "rent.db")).dispose()
    rows(tmp_path / "rent.db", "UPDATE alembic_version SET version_num = '9999'")
    check(run_here(*args, data=tmp_path), 1, "is of version 9999", "update rentspider")


@ALL
@pytest.mark.parametrize(
    "url",
    [
        *[
            "rent.db",
            "mysql+nothing://u:secret@127.0.0.1/d",
            "postgresql+nothing://u:secret@127.0.0.1/d",
            "sqlite:////proc/rent.db",
        ],
        "postgresql+psycopg://u:secret@127.0.0.1:9/d",
        pytest.param("sqlite:///rent.db?timeout=soon"),
    ],
)
def test_a_database_address_of_no_use(tmp_path: Path, url: str, args: tuple[str, ...]) -> None:
    result = run_here(*args, data=tmp_path, RENT_DATABASE_URL=url)
    check(result, 1)
    assert "secret" not in result.stderr


@pytest.mark.sqlite
@pytest.mark.parametrize("args", [("status",), ("search", "厂房"), ("audit",), ("audit", "7")])
def test_a_question_before_there_is_a_database(tmp_path: Path, args: tuple[str, ...]) -> None:
    check(run_here(*args, data=tmp_path), 1, str(tmp_path / "rent.db"), "crawl or replay first")
    assert list(tmp_path.iterdir()) == []


def test_another_run_holds_the_lock(tmp_path: Path) -> None:
    with FileLock(tmp_path / "rent.lock"):
        check(run_scrapy("crawl", "posts", "-a", f"site={NOWHERE}", data=tmp_path), 75, f"is writing to {tmp_path}")
        check(run_here(*REPLAY, data=tmp_path), 75, f"is writing to {tmp_path}")
    assert not (tmp_path / "rent.db").exists()


def test_the_holder_of_the_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "rent.lock.holder").write_text("process 4711\n")
    with FileLock(tmp_path / "rent.lock"):
        check(run_here(*REPLAY, data=tmp_path), 75, "process 4711 is writing")


def test_the_lock_is_free_after_wrong_use(tmp_path: Path) -> None:
    check(run_here(*REPLAY, data=tmp_path, RENT_DATABASE_URL="rent.db"), 1)
    with FileLock(tmp_path / "rent.lock", timeout=0):
        pass
    assert not (tmp_path / "rent.lock.holder").exists()


def test_questions_are_answered_while_a_run_holds_the_lock(tmp_path: Path) -> None:
    open_database(address(tmp_path / "rent.db")).dispose()
    with FileLock(tmp_path / "rent.lock"):
        assert run_here("status", data=tmp_path).returncode == 0


def test_an_archive_that_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(sample.PATH.read_bytes()[:-100_000])
    damage: list[Exception] = []
    pages = [page.url for page in read_archive(path, damage.append)]
    result = run_here("replay", path, "--site", "http://demo.example/", data=tmp_path)
    assert result.returncode == 4
    stored = rows(tmp_path / "rent.db", "SELECT count(*) AS pages FROM fetches")
    assert stored == [{"pages": len(pages)}]
    assert f"{path} is damaged at offset " in result.stderr
    assert "Traceback" not in result.stderr
    assert " failed 1," in result.stdout
    assert result.stdout.endswith(" exit 4 (errors; the rest is stored)\n")


def test_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "empty.warc.gz").touch()
    result = run_here("replay", tmp_path / "empty.warc.gz", data=tmp_path)
    assert result.returncode == 4
    assert "empty.warc.gz is empty" in result.stderr
