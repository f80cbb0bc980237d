"""`scrapy audit POST`: what was removed, in place, by which rule and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.cleaning import load_rules
from pipelines.cleaning.rules import REMOVED
from rentspider.auditing.reasons import CLEANER, Reasons
from rentspider.auditing.show import COLOURS
from tests.commands.helpers import lines
from tests.db.helpers import Database, post
from tests.fakesite import sample
from tests.helpers import rows, run_here

REASONS = Reasons(load_rules())


def removed_from(data: Path, number: int) -> list[dict[str, Any]]:
    query = "SELECT r.position, r.text, r.kind, r.rule FROM removed_blocks r JOIN articles a ON a.key = r.article_key"
    return rows(data / "rent.db", f"{query} WHERE a.id = {number} ORDER BY 1")


def test_one_post_in_place(demo: Path) -> None:
    post_id = 137
    truth = next(each for each in sample.sample_truth() if each["id"] == post_id)
    shown = lines(run_here("audit", str(post_id), data=demo))
    kept = [line for line in shown[1:] if not line.startswith("- ")]
    assert shown[0] == f"{truth['title']}  {truth['url']}"
    assert kept == truth["paragraphs"]


def test_removed_lines_stand_where_they_stood(demo: Path) -> None:
    """Each block of the body has its place: kept and removed lines, and kept pictures, which have no line."""
    pictures = "SELECT i.position FROM images i JOIN articles a ON a.key = i.article_key WHERE i.alone AND a.id = 137"
    alone = [row["position"] for row in rows(demo / "rent.db", pictures)]
    shown = lines(run_here("audit", "137", data=demo))
    for row in removed_from(demo, 137):
        line = 1 + row["position"] - sum(position < row["position"] for position in alone)
        assert shown[line] == f"- {row['text']}  {row['kind']}: {row['rule']} ({REASONS.why(row['rule'])})"


def test_totals_and_posts_to_look_at(demo: Path) -> None:
    shown = "\n".join(lines(run_here("audit", data=demo)))
    for row in rows(demo / "rent.db", "SELECT kind, rule, count(*) AS blocks FROM removed_blocks GROUP BY kind, rule"):
        assert row["rule"] in shown
    for row in rows(demo / "rent.db", "SELECT id, flags FROM articles WHERE flags <> ''"):
        assert str(row["id"]) in shown
        assert row["flags"] in shown


def test_every_rule_in_a_database_has_its_reason(demo: Path) -> None:
    found = {row["rule"] for row in rows(demo / "rent.db", "SELECT DISTINCT rule FROM removed_blocks")}
    assert found & CLEANER.keys()
    assert {rule for rule in found if rule not in REASONS} == set()


def test_the_reason_of_a_rule_of_ones_own(tmp_path: Path) -> None:
    database = Database(tmp_path)
    item = post(1, "正文", removed=["甲乙"])
    item.removed = [type(gone)(gone.block, "ad", "own.one") for gone in item.removed]
    database.save(item)
    database.engine.dispose()
    own = 'id = "own.one"\nkind = "ad"\nplaces = ["tail"]\nreason = "my own reason"\npatterns = ["^甲乙$"]'
    (tmp_path / "rules.toml").write_text(f"[[rule]]\n{own}\n", encoding="utf-8")
    assert lines(run_here("audit", "1", data=tmp_path))[-1] == "- 甲乙  ad: own.one (my own reason)"


def test_wrong_rules_of_ones_own_are_told(tmp_path: Path) -> None:
    Database(tmp_path).engine.dispose()
    (tmp_path / "rules.toml").write_text("[[rule]]\n", encoding="utf-8")
    result = run_here("audit", data=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    lacking = "rule 1: it lacks `id`, `kind`, `places` and `reason`"
    assert result.stderr == f"rentspider: {tmp_path / 'rules.toml'}: {lacking}\n"


def test_each_kind_has_a_colour_of_its_own() -> None:
    assert set(REMOVED) == COLOURS.keys()
    assert len(set(COLOURS.values())) == len(COLOURS)


@pytest.mark.parametrize(("number", "kind", "code"), [(112, "contact", 31), (128, "source_line", 32)])
def test_removed_lines_are_coloured_on_a_terminal(
    demo: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: str, code: int
) -> None:
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLORTERM": "", "NO_COLOR": ""}.items():
        monkeypatch.setenv(name, value)
    shown = run_here("audit", str(number), data=demo).stdout
    found = [row["text"] for row in removed_from(demo, number) if row["kind"] == kind]
    assert found
    assert [text for text in found if f"\x1b[{code}m- {text}\x1b[0m" not in shown] == []


def test_no_colour_where_there_is_no_terminal(demo: Path) -> None:
    assert "\x1b" not in run_here("audit", "112", data=demo).stdout


def test_one_post_for_machines(demo: Path) -> None:
    [found] = [json.loads(line) for line in lines(run_here("audit", "--json", "137", data=demo))]
    truth = next(each for each in sample.sample_truth() if each["id"] == 137)
    assert (found["id"], found["title"], found["flags"]) == (137, truth["title"], ["pictures-only"])
    assert [line["text"] for line in found["body"] if line["kind"] is None] == truth["paragraphs"]
    gone = [line for line in found["body"] if line["kind"]]
    assert [{key: line[key] for key in ("position", "text", "kind", "rule")} for line in gone] == removed_from(
        demo, 137
    )
    assert [line["why"] for line in gone] == [REASONS.why(line["rule"]) for line in gone]


def test_lines_that_were_a_near_thing_are_marked(tmp_path: Path) -> None:
    database = Database(tmp_path)
    item = post(1, "首段\n末段", removed=["加微信", "再会"])
    item.flags = ["barely-removed:3", "barely-kept:1"]
    database.save(item)
    database.engine.dispose()
    assert lines(run_here("audit", "1", data=tmp_path))[1:] == [
        "首段",
        "末段  (kept by little)",
        "- 加微信  contact: contact-test (no rule has this id any more; removed by little)",
        "- 再会  contact: contact-test (no rule has this id any more)",
    ]


@pytest.mark.parametrize("number", ["999", "abc", "１３７９", "9" * 20])
def test_a_post_that_is_not_there(demo: Path, number: str) -> None:
    result = run_here("audit", number, data=demo)
    assert result.returncode == 1
    assert result.stderr == f"rentspider: the database holds no post {number}\n"


def test_a_line_is_whole_where_there_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    database = Database(tmp_path)
    database.save(post(1, "长" * 99, removed=["短" * 99]))
    database.engine.dispose()
    shown = run_here("audit", "1", data=tmp_path).stdout
    assert "长" * 99 in shown
    assert "短" * 99 in shown


def test_audit_shows_text_as_it_is_written(odd: Path) -> None:
    shown = lines(run_here("audit", "16", data=odd))
    removed = "- [/b] :100: 加微信  contact: contact-test (no rule has this id any more)"
    assert shown[1:] == ["价格：:100: [bold]粗[/] [/b]", removed]


def test_titles_in_the_totals_are_as_written(odd: Path) -> None:
    assert "[video]招商 [/b] :100:" in run_here("audit", data=odd).stdout
