"""docs/cron.md does what it says: its commands run, in a checkout of their own, against a loopback site.

A block is run as it is written, the places in it aside; the environment is as bare as cron's.
"""

import configparser
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import DEVNULL, PIPE

import pytest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from rentspider import logs
from rentspider.alarm import Alarm
from rentspider.archive.merge import merge_archives
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.lock import writing
from rentspider.outcome import Exit
from tests.e2e.known import large_site
from tests.e2e.site import serve
from tests.fakesite.server import SiteServer
from tests.helpers import NOWHERE, ROOT, Result, articles, contents, rows

DOC = (ROOT / "docs/cron.md").read_text(encoding="utf-8")
BLOCKS = {  # how many a section has; each is run below
    ("From cron", "crontab"): 2,
    ("Exit codes", "sh"): 3,
    ("Be told", "sh"): 2,
    ("Back up", "sh"): 2,
    ("Back up", "crontab"): 1,
    ("Check the database", "crontab"): 1,
    ("Restore", "sh"): 2,
    ("Move to another machine", "sh"): 2,
    ("When the disk fills up", "sh"): 2,
}
PLACES = "SELECT url, archive_file, archive_offset FROM fetches WHERE url NOT LIKE '%/robots.txt' ORDER BY key"
TOOLS = ("flock", "sqlite3", "systemd-analyze", "/usr/sbin/logrotate")
PATH = "/usr/bin:/bin"  # as cron has it
LAYOUT = [('class="post"', 'class="entry"'), ('class="single', 'class="words')]


def sections() -> Iterator[tuple[str, str]]:
    """The sections of the document, each with its title."""
    for section in DOC.split("\n## ")[1:]:
        title, text = section.split("\n", 1)
        yield title, text


def block(section: str, number: int = 0, kind: str = "sh") -> str:
    """One block of a section."""
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```", dict(sections())[section], re.DOTALL | re.MULTILINE)
    return found[number]


def crontab(section: str, number: int = 0) -> tuple[dict[str, str], str]:
    """The variables and the one command of a crontab, as cron reads them."""
    lines = block(section, number, "crontab").splitlines()
    variables = dict(line.split("=", 1) for line in lines[:-1])
    command = lines[-1].split(maxsplit=5)[5]
    assert not re.search(r"(?<!\\)%", command), "cron makes a new line of it"
    return variables, command.replace("\\%", "%")


@dataclass
class Checkout:
    """A folder as a checkout is after `make setup`, and the address of the site that it crawls."""

    folder: Path
    site: str = NOWHERE
    places: dict[str, Path] = field(default_factory=dict)
    """Where the places that the document names are."""

    def __post_init__(self) -> None:
        self.data = self.folder / "data"
        for name in ("/var/backups/rentspider", "/mnt/old"):
            self.places[name] = self.folder.parent / Path(name).name
        self.places["/srv/rentspider"] = self.folder

    def here(self, text: str) -> str:
        for name, place in self.places.items():
            text = text.replace(name, str(place))
        return text

    def start(self, script: str, **variables: str) -> "subprocess.Popen[str]":
        for tool in TOOLS:
            if re.search(rf"(?:^|&& ){tool} ", script, re.MULTILINE) and not shutil.which(tool, path=PATH):
                pytest.skip(f"there is no {tool}")
        bare = {"PATH": PATH, "HOME": str(self.folder), "LOGNAME": "tests", "SHELL": "/bin/sh"}
        ours = {"RENT_DATA_DIR": "data", "RENT_SITE": self.site, "RENT_DELAY": "0"}
        return subprocess.Popen(
            ["/bin/sh", "-ec", self.here(script)],
            cwd=self.folder,
            env={**bare, **ours, **variables},
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, script: str, code: int = 0, /, **variables: str) -> Result:
        """Run a piece of shell in it, to its end; it has to end with this code."""
        with self.start(script, **variables) as process:
            out, err = process.communicate(timeout=120)
        assert process.returncode == code, out + err
        return Result(script, process.returncode, out, err)

    def log(self) -> str:
        return (self.data / "logs/cron.log").read_text(encoding="utf-8")

    def copy(self, folder: Path) -> "Checkout":
        shutil.copytree(self.folder, folder, symlinks=True)
        return Checkout(folder, self.site)


def make_checkout(folder: Path, site: str = NOWHERE) -> Checkout:
    folder.mkdir()
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    shutil.copy(ROOT / "scrapy.cfg", folder)
    (folder / ".venv").symlink_to(sys.prefix)
    return Checkout(folder, site)


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    with serve(large_site(12, hidden=False)) as server:
        yield server


@pytest.fixture(scope="module")
def first(server: SiteServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, Result]:
    """A checkout that has crawled once, by the crontab's line."""
    checkout = make_checkout(tmp_path_factory.mktemp("cron") / "srv", server.base)
    variables, command = crontab("From cron")
    return checkout, checkout.run(command, **variables)


@pytest.fixture
def crawled(first: tuple[Checkout, Result], tmp_path: Path) -> Checkout:
    """A copy of it, to do anything with."""
    return first[0].copy(tmp_path / "srv")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout that has not crawled yet, and has no site."""
    return make_checkout(tmp_path / "srv")


def stand_in(checkout: Checkout, script: str) -> None:
    """Put a script in the place of `scrapy`."""
    (checkout.folder / ".venv").unlink()
    path = checkout.folder / ".venv/bin/scrapy"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


# --- the document itself -----------------------------------------------------------------------------------------


def test_each_block_is_run_here() -> None:
    kinds = [(title, kind) for title, text in sections() for kind in re.findall(r"^```(sh|crontab)$", text, re.M)]
    assert Counter(kinds) == BLOCKS


def test_the_log_of_a_terminal(tmp_path: Path) -> None:
    choice = logs.choose(True, get_project_settings(), tmp_path / "data")
    assert choice.file == tmp_path / "data/logs/rentspider.log"
    assert (logs.KEPT, logs.SIZE) == (5, 5_000_000), "as in the section on logs"


# --- from cron ---------------------------------------------------------------------------------------------------


def test_a_good_run_says_nothing_and_is_in_the_log(first: tuple[Checkout, Result], server: SiteServer) -> None:
    checkout, result = first
    assert result.stdout + result.stderr == ""
    assert re.fullmatch(r"== \S+ \S+ \S+, exit 0\nrun 1: listed 12, new 12, .* exit 0\n", checkout.log())
    assert sorted(path.name for path in (checkout.data / "logs").iterdir()) == ["cron.log", "cron.row"]
    assert crontab("From cron")[0]["RENT_CONTACT"] in server.log[-1].user_agent


def test_the_line_without_the_script_says_how_each_run_went(crawled: Checkout) -> None:
    result = crawled.run(crontab("From cron", 1)[1])
    assert re.fullmatch(r"run 2: .*, new 0, .* exit 0\n", result.stdout)


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (1, "-a mode=ful"),
        (2, "--no-such-option"),
        (3, "-s RENT_MAX_REQUESTS=3"),
        (5, f"-a site={NOWHERE} -s RETRY_TIMES=0"),
        (6, "-a mode=full"),
        (75, ""),
    ],
)
def test_how_a_run_that_ends_otherwise_is_told(
    checkout: Checkout, code: int, arguments: str, request: pytest.FixtureRequest
) -> None:
    site = large_site(4, hidden=False)
    site.replaced = LAYOUT if code == 6 else []
    if code == 75:
        lock = writing(Config(checkout.data, ""), "scrapy replay")
        checkout.data.mkdir()
        lock.__enter__()
        request.addfinalizer(lambda: lock.__exit__(None, None, None))
    with serve(site) as server:
        checkout.site = server.base
        result = checkout.run(f"{crontab('From cron')[1]} {arguments}", code)
    assert f", exit {code}\n" in checkout.log()
    if code in (3, 5, 75):
        assert result.stdout + result.stderr == ""
        return
    told, *lines = result.stdout.splitlines()
    assert told == f"rentspider: exit {code}, run 1 in a row that ended so; docs/cron.md says what to do"
    assert lines == checkout.log().splitlines()[1:][-40:]


def first_told() -> dict[int, int]:
    """For each exit code, at which run in a row it is told first, as the document has it."""
    table = re.findall(r"^\| ([\w, ]+) \| (?:(\d+)\w\w|never)\b", dict(sections())["From cron"], re.MULTILINE)
    rest = int(dict(table)["any other"])
    named = {int(code): int(run or 0) for codes, run in table if codes[0].isdigit() for code in codes.split(",")}
    return {code: named.get(code, rest) for code in (*Exit, 2, 127)}


@pytest.mark.parametrize(("code", "told"), first_told().items())
def test_a_row_of_runs_that_end_so_is_told_as_the_table_says(checkout: Checkout, code: int, told: int) -> None:
    stand_in(checkout, f"echo said; exit {code}")
    printed = checkout.run("for at in $(seq 48); do echo $at; deploy/cron.sh || true; done").stdout
    at = [int(number) for number in re.findall(r"^(\d+)\nrentspider: exit", printed, re.MULTILINE)]
    assert at == sorted({told, 24, 48} if told else set())


def test_another_end_between_begins_a_new_row(checkout: Checkout) -> None:
    stand_in(checkout, 'exit "$4"')
    assert checkout.run("for code in 5 5 0 5 5 75 5 5; do deploy/cron.sh -L $code || true; done").stdout == ""


def test_a_log_folder_that_cannot_be_made_is_told(checkout: Checkout) -> None:
    checkout.data.write_text("in the way")
    assert "data" in checkout.run("deploy/cron.sh", 1).stderr


WAITING = 'exec 3<>never; trap "echo told; exit 3" TERM; echo begun >begun; read -r _ <&3'


def test_a_signal_is_the_crawls_and_the_script_goes_on_to_its_end(checkout: Checkout) -> None:
    stand_in(checkout, WAITING)
    os.mkfifo(checkout.folder / "begun")
    os.mkfifo(checkout.folder / "never")
    with checkout.start("exec deploy/cron.sh") as process:
        (checkout.folder / "begun").read_text()
        os.killpg(process.pid, signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (3, "", "")
    assert re.fullmatch(r"== .*, exit 3\ntold\n", checkout.log())


# --- the files of other tools ------------------------------------------------------------------------------------


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "deploy" / name)
    return parser


def test_the_units_run_the_crontabs_crawl_and_let_it_write_its_data_only() -> None:
    service, timer = unit("rentspider.service")["Service"], unit("rentspider.timer")["Timer"]
    folder, crawl = crontab("From cron", 1)[1].removeprefix("cd ").split(" && ")
    assert (service["WorkingDirectory"], service["ExecStart"]) == (folder, f"{folder}/{crawl}")
    assert (service["ReadWritePaths"], service["ProtectSystem"]) == (f"{folder}/data", "strict")
    assert set(service["SuccessExitStatus"].split()) == {str(code.value) for code in (Exit.STOPPED, Exit.LOCKED)}
    assert (timer["OnCalendar"], timer["Persistent"]) == ("hourly", "true")
    assert f"install -m 600 /dev/null {service['EnvironmentFile']}\n" in DOC


def test_systemd_takes_the_units(checkout: Checkout) -> None:
    for path in checkout.folder.glob("deploy/rentspider.*"):
        path.write_text(checkout.here(path.read_text()))
    result = checkout.run("systemd-analyze verify --man=no deploy/rentspider.service deploy/rentspider.timer")
    assert result.stdout + result.stderr == ""


def test_logrotate_moves_the_log_and_the_next_run_begins_another(crawled: Checkout) -> None:
    mine = f"{crawled.data.owner()} {crawled.data.group()}"
    configured = (ROOT / "deploy/logrotate.conf").read_text().replace("su rentspider rentspider", f"su {mine}")
    (crawled.folder / "conf").write_text(crawled.here(configured))
    crawled.run("chmod 600 conf\n/usr/sbin/logrotate -d -s state conf && /usr/sbin/logrotate -f -s state conf")
    crawled.run("deploy/cron.sh -L WARNING")
    assert crawled.log().count("\nrun ") == 1
    assert len(list(crawled.data.glob("logs/cron.log*.gz"))) == 1


# --- what to do at an exit code, and who is told -----------------------------------------------------------------


def test_the_pages_that_could_not_be_read_are_found_and_read_again_when_the_code_is_mended(
    crawled: Checkout,
) -> None:
    good = articles(crawled.data)
    with closing(sqlite3.connect(crawled.data / "rent.db", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM articles")
        database.execute("UPDATE fetches SET error = 'no body on the page' WHERE url LIKE '%/post/%'")
    found = crawled.run(block("Exit codes")).stdout
    assert found.count("|no body on the page\n") == 12
    [archive] = (crawled.data / "archive").iterdir()
    result = crawled.run(block("Exit codes", 1).replace("202611", archive.name.split("-")[1][:6]))
    assert "new 12, changed 0, failed 0," in result.stdout
    assert "new 0, changed 0, failed 0," in result.stdout
    assert "Removed, by rule" in result.stdout
    assert articles(crawled.data) == good
    assert crawled.run(block("Exit codes")).stdout == ""


def test_who_holds_the_lock(crawled: Checkout) -> None:
    assert crawled.run(block("Exit codes", 2)).stdout == "no run is on\n"
    with writing(Config(crawled.data, ""), "scrapy crawl"):
        said = crawled.run(block("Exit codes", 2)).stdout
    assert said.startswith(f"process {os.getpid()} (scrapy crawl, since ")


def test_the_alarm_tells_mail_and_file_what_the_document_says(checkout: Checkout) -> None:
    mail, file, webhook = re.findall(r"='(.*)'$", block("Be told"), re.MULTILINE)
    assert Alarm.of(Settings({"RENT_ALARM_WEBHOOK": webhook})).webhook == webhook
    (checkout.folder / "mail").write_text('#!/bin/sh\nprintf "%s\\n" "$@" >letter; cat >>letter\n')
    (checkout.folder / "mail").chmod(0o755)
    for command in (mail, file):
        told = {"RENT_ALARM_COMMAND": command, "PATH": f"{checkout.folder}:{PATH}"}
        checkout.run("deploy/cron.sh -s RETRY_TIMES=0", 5, **told)
    option, summary, address, message = (checkout.folder / "letter").read_text().splitlines()
    assert (option, address) == ("-s", "you@example.org")
    assert summary in checkout.log().splitlines()
    [line] = (checkout.data / "logs/alarms.jsonl").read_text().splitlines()
    assert json.loads(line).keys() == json.loads(message).keys()
    listed = dict(sections())["Be told"].split("It is one JSON object:")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == json.loads(message).keys()


def test_when_the_last_good_run_ended(crawled: Checkout) -> None:
    crawled.run("deploy/cron.sh -s RENT_MAX_REQUESTS=1 -a mode=full", 3)
    [good] = rows(crawled.data / "rent.db", "SELECT finished_at FROM crawl_runs WHERE id = 1")
    assert crawled.run(block("Be told", 1)).stdout.strip() == good["finished_at"]


# --- keeping the data --------------------------------------------------------------------------------------------


WAYS = {
    "as a block": block("Back up"),
    "with Python": f"mkdir -p /var/backups/rentspider\n{block('Back up', 1)}",
    "from cron": f"mkdir -p /var/backups/rentspider\n{crontab('Back up')[1]}",
}


def backups(checkout: Checkout) -> list[Path]:
    return sorted(checkout.places["/var/backups/rentspider"].glob("rent-*.db"))


@pytest.mark.parametrize("way", WAYS)
def test_a_backup_while_a_writer_is_in_the_middle(crawled: Checkout, way: str) -> None:
    before = contents(crawled.data, "articles", "fetches", "removed_blocks", "crawl_runs")
    with closing(sqlite3.connect(crawled.data / "rent.db")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM removed_blocks")
        said = crawled.run(WAYS[way]).stdout
    assert said == ("ok\n" if way == "as a block" else "")
    [copy] = backups(crawled)
    copy.rename(copy.with_name("rent.db"))
    assert contents(copy.parent, *before) == before
    if way == "as a block":
        assert copy.with_name("rent.db").stat().st_mode & 0o077 == 0
        copied = [path.name for path in (copy.parent / "archive").iterdir()]
        assert copied == [path.name for path in (crawled.data / "archive").iterdir()]


def test_a_second_backup_on_the_same_day_is_refused_and_old_ones_go(crawled: Checkout) -> None:
    crawled.run(block("Back up"))
    [copy] = backups(crawled)
    before = copy.read_bytes()
    assert "already exists" in crawled.run(block("Back up"), 1).stderr
    assert copy.read_bytes() == before
    long_ago = (datetime.now(UTC) - timedelta(days=62)).timestamp()
    os.utime(copy, (long_ago, long_ago))
    crawled.run(block("Back up").splitlines()[-1], backup=str(copy.parent))
    assert backups(crawled) == []


def test_the_line_that_checks_the_database_speaks_only_of_what_does_not_hold(crawled: Checkout) -> None:
    line = crontab("Check the database")[1]
    assert crawled.run(line).stdout == ""
    rows(crawled.data / "rent.db", "UPDATE articles SET status = 'lost'")
    assert crawled.run(line).stdout.startswith("status-is-known: ")


def test_what_is_restored_is_the_copy_and_what_the_archive_has_beyond_it(crawled: Checkout) -> None:
    crawled.run(block("Back up"))
    site = large_site(14, hidden=False)
    with serve(site) as server:
        crawled.run("deploy/cron.sh", RENT_SITE=server.base)
    whole = articles(crawled.data)
    with closing(sqlite3.connect(crawled.data / "rent.db")) as writer:
        writer.execute("DELETE FROM removed_blocks")
        writer.commit()
        left = (crawled.data / "rent.db-wal").read_bytes()
    (crawled.data / "rent.db").write_bytes(b"rubbish")
    (crawled.data / "rent.db-wal").write_bytes(left)  # the copy would be spoilt by it
    result = crawled.run(block("Restore"))
    assert ", failed 0," in result.stdout
    assert articles(crawled.data) == whole
    assert len(whole) == 26
    assert rows(crawled.data / "rent.db", "SELECT * FROM removed_blocks")
    assert rows(crawled.data / "rent.db", "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_a_lost_data_folder_is_restored(crawled: Checkout) -> None:
    before = articles(crawled.data), contents(crawled.data, "articles", "removed_blocks", "date_evidence")
    crawled.run(block("Back up"))
    shutil.rmtree(crawled.data)
    crawled.run(block("Restore"))
    assert (articles(crawled.data), contents(crawled.data, *before[1])) == before


def test_nothing_is_restored_while_a_run_is_on(crawled: Checkout) -> None:
    crawled.run(block("Back up"))
    (crawled.data / "rent.db-wal").write_bytes(b"of the run")
    with writing(Config(crawled.data, ""), "scrapy crawl"):
        crawled.run(block("Restore"), 1)
    assert (crawled.data / "rent.db-wal").read_bytes() == b"of the run"


def test_the_archive_alone_gives_the_same_articles(crawled: Checkout) -> None:
    before = articles(crawled.data)
    crawled.run(block("Restore", 1))
    assert articles(crawled.data) == before


def test_a_moved_data_folder_works_elsewhere(crawled: Checkout, tmp_path: Path) -> None:
    before = articles(crawled.data)
    crawled.run(block("Move to another machine"))
    other = make_checkout(tmp_path / "another place")
    shutil.move(crawled.folder / "rentspider-data.tar", other.folder)
    shutil.rmtree(crawled.folder)
    assert "127.0.0.1" in other.run(block("Move to another machine", 1)).stdout
    other.data.rename(tmp_path / "anywhere")
    elsewhere = {"RENT_DATA_DIR": str(tmp_path / "anywhere")}
    title = before[0]["title"]
    assert title in other.run(f".venv/bin/scrapy search '{title}'", **elsewhere).stdout
    assert "new 0, changed 0, failed 0," in other.run(".venv/bin/scrapy replay", **elsewhere).stdout
    assert articles(tmp_path / "anywhere") == before
    named = rows(tmp_path / "anywhere/rent.db", "SELECT DISTINCT archive_file AS name FROM fetches")
    assert [Path(row["name"]).parent for row in named] == [Path("archive")]
    assert [row for row in named if not (tmp_path / "anywhere" / row["name"]).exists()] == []


def test_nothing_is_packed_while_a_run_is_on(crawled: Checkout) -> None:
    with writing(Config(crawled.data, ""), "scrapy crawl"):
        assert "scrapy crawl, since" in crawled.run(block("Move to another machine")).stdout
    assert not (crawled.folder / "rentspider-data.tar").exists()


def test_archives_of_past_months_lie_elsewhere_and_are_replayed_from_there(crawled: Checkout) -> None:
    url = f"sqlite:///{crawled.data / 'rent.db'}"
    engine = open_database(url)
    *_, month = merge_archives(Config(crawled.data, url), engine, datetime.now(UTC) + timedelta(days=70))
    engine.dispose()
    before = contents(crawled.data, "articles", "revisions")
    assert f"{crawled.data.name}/archive" in crawled.run(block("When the disk fills up")).stdout
    result = crawled.run(block("When the disk fills up", 1).replace("202603", month.name.split("-")[1][:6]))
    assert month.is_symlink()
    month.unlink()
    [line] = re.findall(r"name the files: `(.*)`", DOC)
    for said in (result.stdout, crawled.run(line).stdout):
        assert re.fullmatch(r"run \d: listed 12, new 0, changed 0, failed 0, .* exit 0\n", said)
    assert contents(crawled.data, *before) == before
    places = {row["archive_file"] for row in rows(crawled.data / "rent.db", PLACES)}
    assert [place for place in places if not (crawled.data / place).exists()] == [], "the new places are known"
