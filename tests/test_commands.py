"""The commands that show things: status, audit, search; over posts made for it and over the bundled sample."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rentspider.db.evidence import set_dates
from rentspider.items import PostItem
from rentspider.zone import local_day
from tests.db.helpers import SITE, Database, moment, post
from tests.fakesite import sample
from tests.helpers import Result, bug, replay, rows, run_here

ODD = {
    11: 'He said "厂房 OR 仓库" NEAR 100%',
    12: r"C:\park\a_b 目录",
    13: "出租率10,000%以上；ab与a_b",
    14: "VOLVO与Ｖolvo、Straße",
    15: "嘉定区\n安亭镇",
    16: "价格：:100: [bold]粗[/] [/b]",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Posts with texts that quoting, patterns and markup could stumble over, a day apart."""
    database = Database(tmp_path_factory.mktemp("commands"))
    for number, text in ODD.items():
        database.save(post(number, text, title=f"第{number}篇", removed=["[/b] :100: 加微信"]))
        dated(database, number, number * 24)
    database.save(titled(17, "[video]招商 [/b] :100:"), titled(18, "仓库与厂房"))
    dated(database, 18, 0)
    yield database.path.parent
    database.engine.dispose()


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


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


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample, replayed by the command itself."""
    data = tmp_path_factory.mktemp("sample")
    assert run_here("replay", sample.PATH, data=data).returncode == 0
    return data


def found(data: Path, *terms: str) -> list[int]:
    """The posts that a search finds, in its order."""
    result = run_here("search", "--json", *terms, data=data)
    assert (result.returncode, result.stderr) == (0, "")
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


# search


@pytest.mark.parametrize(
    ("terms", "posts"),
    [
        (["10,000%"], [13]),
        (["100%"], [11]),
        (["0%"], [13, 11]),
        (["a_b"], [13, 12]),
        (["ab"], [13]),
        (["\\park"], [12]),
        (["\\"], [12]),
        (['"厂房 OR 仓库"'], [11]),
        (["厂房 OR"], [11]),
        (["'"], []),
        (["*"], []),
        (["厂房", "仓库"], [18, 11]),
        (["厂房", "没有"], []),
        (["厂"], [18, 11]),
        (["volvo"], [14]),
        (["区安"], []),
        (["第13篇"], [13]),
        (["[video]招商"], [17]),
    ],
)
def test_a_term_stands_for_itself(odd: Path, terms: list[str], posts: list[int]) -> None:
    assert found(odd, *terms) == posts


@bug("SQLite's lower() knows ASCII only")
@pytest.mark.parametrize("term", ["ｖolvo", "STRASSE"])
def test_letter_case_is_folded_beyond_ascii(odd: Path, term: str) -> None:
    assert found(odd, term) == [14]


def test_what_was_removed_is_not_found(odd: Path) -> None:
    assert found(odd, "加微信") == []


def test_nothing_found_is_said(odd: Path) -> None:
    assert run_here("search", "没有的词", data=odd).stdout == "nothing found\n"
    assert run_here("search", "没有的词", "--json", data=odd).stdout == ""
    assert run_here("search", "没有的词", data=odd).returncode == 0


def test_the_matching_place_is_shown(odd: Path) -> None:
    lines = run_here("search", "仓库", "NEAR", data=odd).stdout.splitlines()
    assert lines[0].startswith("第11篇  2026-03-21")
    assert '  …He said "厂房 OR 仓库" NEAR 100%…' in lines
    assert lines[-1].strip() == "http://demo.example/index.php/post/11.html"


def test_the_place_stays_within_its_paragraph(odd: Path) -> None:
    shown = run_here("search", "安亭", data=odd).stdout
    assert "…安亭镇…" in shown
    assert "嘉定区" not in shown


def test_text_is_shown_as_it_is_written(odd: Path) -> None:
    assert "价格：:100: [bold]粗[/] [/b]" in run_here("search", "价格", data=odd).stdout
    assert "[video]招商 [/b] :100:" in run_here("search", "招商", data=odd).stdout


@bug("a letter that folds to two, anywhere in the body, hides the place")
def test_the_place_is_shown_beside_a_letter_that_folds_to_two(odd: Path) -> None:
    assert "…VOLVO" in run_here("search", "VOLVO", data=odd).stdout


def test_the_filters(odd: Path) -> None:
    assert found(odd, "--since", "2026-03-24", "--until", "2026-03-25", "第") == [15, 14]
    assert found(odd, "--category", "园区动态", "仓库") == [18, 11]
    assert found(odd, "--category", "别的", "仓库") == []
    assert found(odd, "--limit", "1", "厂房") == [18]


@bug("an article whose day is open is in no span of time, however far its dates lie within")
def test_an_article_of_one_of_two_days_is_within_a_month(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(post())
    dated(database, 1, 0, unsure=24)
    database.engine.dispose()
    assert found(tmp_path, "--since", "2026-03-01", "--until", "2026-03-31", "首段") == [1]


@pytest.mark.parametrize("args", [["--since", "soon", "厂"], ["--limit", "many", "厂"], []])
def test_wrong_use_of_the_command_line(odd: Path, args: list[str]) -> None:
    result = run_here("search", *args, data=odd)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "usage" in (result.stderr + result.stdout).lower()


def test_json_has_what_is_needed(odd: Path) -> None:
    [line] = run_here("search", "--json", "VOLVO", data=odd).stdout.splitlines()
    assert json.loads(line) == {
        "site": SITE,
        "id": 14,
        "url": "http://demo.example/index.php/post/14.html",
        "title": "第14篇",
        "source": None,
        "category": "园区动态",
        "body_text": ODD[14],
        "published_at": "2026-03-24T12:00:00+08:00",
        "published_day": "2026-03-24",
    }


# audit


def lines(result: Result) -> list[str]:
    assert (result.returncode, result.stderr) == (0, "")
    return [line.rstrip() for line in result.stdout.splitlines()]


def test_one_post_in_place(demo: Path) -> None:
    post_id = 137
    truth = next(each for each in sample.sample_truth() if each["id"] == post_id)
    shown = lines(run_here("audit", str(post_id), data=demo))
    kept = [line for line in shown[1:] if not line.startswith("- ")]
    assert shown[0] == f"{truth['title']}  {truth['url']}"
    assert kept == truth["paragraphs"]


def test_removed_lines_stand_where_they_stood(demo: Path) -> None:
    query = (
        "SELECT a.id, r.position, r.text, r.kind, r.rule FROM removed_blocks r JOIN articles a ON a.key = r.article_key"
    )
    for row in rows(demo / "rent.db", f"{query} WHERE a.id = 137"):
        shown = lines(run_here("audit", "137", data=demo))
        assert shown[1 + row["position"]] == f"- {row['text']}  {row['kind']}: {row['rule']}"


def test_totals_and_posts_to_look_at(demo: Path) -> None:
    shown = "\n".join(lines(run_here("audit", data=demo)))
    for row in rows(demo / "rent.db", "SELECT kind, rule, count(*) AS blocks FROM removed_blocks GROUP BY kind, rule"):
        assert row["rule"] in shown
    for row in rows(demo / "rent.db", "SELECT id, flags FROM articles WHERE flags <> ''"):
        assert str(row["id"]) in shown
        assert row["flags"] in shown


@pytest.mark.parametrize("number", ["999", "abc", "99999999999999999999", "１３７９"])
def test_a_post_that_is_not_there(demo: Path, number: str) -> None:
    result = run_here("audit", number, data=demo)
    assert result.returncode == 1
    assert result.stderr == f"rentspider: the database holds no post {number}\n"


@bug("drawn for 80 columns where there is no terminal, so that grep finds half a paragraph")
def test_a_line_is_whole_where_there_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    database = Database(tmp_path)
    database.save(post(1, "长" * 99, removed=["短" * 99]))
    database.engine.dispose()
    shown = run_here("audit", "1", data=tmp_path).stdout
    assert "长" * 99 in shown
    assert "短" * 99 in shown


@bug("`:100:` is shown as an emoji")
def test_audit_shows_text_as_it_is_written(odd: Path) -> None:
    shown = lines(run_here("audit", "16", data=odd))
    assert shown[1:] == ["价格：:100: [bold]粗[/] [/b]", "- [/b] :100: 加微信  contact: contact-test"]


@bug("MarkupError where a title has [/b]; [video] is not shown")
def test_titles_in_the_totals_are_as_written(odd: Path) -> None:
    assert "[video]招商 [/b] :100:" in run_here("audit", data=odd).stdout


# status


def test_status_of_the_sample(demo: Path) -> None:
    shown = run_here("status", data=demo).stdout
    [held] = rows(
        demo / "rent.db", "SELECT site, count(*) AS n, min(published_day) AS a, max(published_day) AS z FROM articles"
    )
    [site] = [line for line in shown.splitlines() if held["site"] in line]
    assert [str(held["n"]), "0", "1"] == site.replace("│", " ").split()[1:4]
    assert held["a"] in site
    assert held["z"] in site
    [run] = [line for line in shown.splitlines() if "replay" in line]
    assert "done" in run


def test_status_of_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.engine.dispose()
    assert run_here("status", data=tmp_path).returncode == 0
    assert run_here("audit", data=tmp_path).returncode == 0


@bug("MarkupError where a title has [/b]; [video] is not shown")
def test_status_shows_titles_as_they_are_written(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(titled(17, "[video]招商 [/b] :100:"))
    dated(database, 17, 0)
    database.engine.dispose()
    assert "[video]招商 [/b] :100:" in run_here("status", data=tmp_path).stdout


def test_a_run_that_was_killed_is_told(tmp_path: Path) -> None:
    replay(sample.PATH, tmp_path)
    values = "'crawl', '{}', '2026-03-10T04:00:00Z', '{}'"
    rows(tmp_path / "rent.db", f"INSERT INTO crawl_runs (command, arguments, started_at, counts) VALUES ({values})")
    [run] = [line for line in run_here("status", data=tmp_path).stdout.splitlines() if " crawl " in line]
    assert "2026-03-10 12:00:00" in run
    assert "running, or killed" in run
