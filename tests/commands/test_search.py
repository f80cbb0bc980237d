"""`scrapy search`: what was typed stands for itself, the matching place is shown, filters narrow."""

import json
from pathlib import Path

import pytest

from tests.commands.helpers import ODD, dated, found
from tests.db.helpers import SITE, Database, post
from tests.helpers import run_here


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
        (['厂房 "NEAR 100%"'], [11]),
        (["厂房", "-仓库"], []),
        (["厂", "-OR"], [18]),
        (["厂房", "-OR 仓"], [18]),
        (["厂", "--", "-OR"], [18]),
        (["-第"], [17, 18]),
        (["', ''); DROP TABLE articles;--"], []),
        (["厂房 OR"], [11]),
        (["'"], []),
        (["*"], []),
        (['"'], [11]),
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
    assert sorted(found(odd, *terms)) == sorted(posts)


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
    assert lines[1:] == [
        '  He said "厂房 OR 仓库" NEAR 100%',
        "  http://demo.example/index.php/post/11.html",
        "1 article",
    ]


def test_the_place_stays_within_its_paragraph(odd: Path) -> None:
    assert "  安亭镇" in run_here("search", "安亭", data=odd).stdout.splitlines()


def test_matches_are_marked_on_a_terminal(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLORTERM": "", "NO_COLOR": ""}.items():
        monkeypatch.setenv(name, value)
    shown = run_here("search", "仓库", "第11", data=odd).stdout
    assert "\x1b[1;31m第11\x1b[0m\x1b[1m篇" in shown
    assert "OR \x1b[1;31m仓库\x1b[0m" in shown
    assert "\x1b" not in run_here("search", "仓库", "--json", data=odd).stdout


def test_how_many_there_are_is_told(odd: Path) -> None:
    last = run_here("search", "第", "--limit", "2", data=odd).stdout.splitlines()[-1]
    assert last == "6 articles, shown are 2 (--limit N: more)"
    assert run_here("search", "第", data=odd).stdout.splitlines()[-1] == "6 articles"


def test_text_is_shown_as_it_is_written(odd: Path) -> None:
    assert "价格：:100: [bold]粗[/] [/b]" in run_here("search", "价格", data=odd).stdout
    assert "[video]招商 [/b] :100:" in run_here("search", "招商", data=odd).stdout


def test_the_place_is_shown_beside_a_letter_that_folds_to_two(odd: Path) -> None:
    assert "  VOLVO与Ｖolvo、Straße" in run_here("search", "VOLVO", data=odd).stdout.splitlines()


def test_the_filters(odd: Path) -> None:
    assert found(odd, "--since", "2026-03-24", "--until", "2026-03-25", "第") == [15, 14]
    assert found(odd, "--category", "园区动态", "仓库") == [18, 11]
    assert found(odd, "--category", "别的", "仓库") == []
    assert found(odd, "--limit", "1", "厂房") == [18]
    assert found(odd, "--order", "newest", "厂") == [11, 18]
    assert found(odd, "--source", "别的报", "厂") == []
    assert found(odd, "--tag", "没有", "厂") == []


def test_the_filters_for_source_and_tag(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(post(1, source="解放日报", tags=["嘉定", "厂房"]), post(2, source="劳动报"), post(3, tags=["嘉定"]))
    database.engine.dispose()
    assert found(tmp_path, "--source", "解放日报", "首段") == [1]
    assert sorted(found(tmp_path, "--tag", "嘉定", "首段")) == [1, 3]
    assert found(tmp_path, "--tag", "嘉定", "--source", "劳动报", "首段") == []


def test_an_article_of_one_of_two_days_is_within_a_month(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(post())
    dated(database, 1, 0, unsure=24)
    database.engine.dispose()
    assert found(tmp_path, "--since", "2026-03-01", "--until", "2026-03-31", "首段") == [1]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--since", "soon", "厂"], "soon is no day"),
        (["--until", "2026-13-01", "厂"], "2026-13-01 is no day"),
        (["--since", "2026-03-02", "--until", "2026-03-01", "厂"], "no day is since 2026-03-02 and until 2026-03-01"),
        (["--limit", "many", "厂"], "many is no number of articles"),
        (["--limit", "0", "厂"], "0 is no number of articles"),
        (["--order", "best", "厂"], "best"),
        (["--sinec", "2026-03-01", "厂"], "no such option: --sinec"),
        ([], "name at least one word"),
        ([""], "name at least one word"),
        (["  "], "name at least one word"),
    ],
)
def test_wrong_use_of_the_command_line(odd: Path, args: list[str], told: str) -> None:
    result = run_here("search", *args, data=odd)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert told in result.stderr + result.stdout


def test_articles_that_another_program_changed_are_told(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(post(1), post(2))
    database.rows("UPDATE articles SET body_text = '别的' WHERE id = 1")
    database.engine.dispose()
    result = run_here("search", "首段", data=tmp_path)
    assert result.returncode == 0
    assert "1 article changed by another program" in result.stderr


def test_json_has_what_is_needed(odd: Path) -> None:
    [line] = run_here("search", "--json", "VOLVO", data=odd).stdout.splitlines()
    assert json.loads(line) == {
        "site": SITE,
        "id": 14,
        "url": "http://demo.example/index.php/post/14.html",
        "title": "第14篇",
        "source": None,
        "category": "园区动态",
        "status": "live",
        "text": ODD[14],
        "snippet": ODD[14],
        "published_at": "2026-03-24T12:00:00+08:00",
        "published_day": "2026-03-24",
    }
