"""`scrapy audit`: what was removed, in place and in total."""

from pathlib import Path

import pytest

from tests.commands.helpers import lines
from tests.db.helpers import Database, post
from tests.fakesite import sample
from tests.helpers import rows, run_here


def test_one_post_in_place(demo: Path) -> None:
    post_id = 137
    truth = next(each for each in sample.sample_truth() if each["id"] == post_id)
    shown = lines(run_here("audit", str(post_id), data=demo))
    kept = [line for line in shown[1:] if not line.startswith("- ")]
    assert shown[0] == f"{truth['title']}  {truth['url']}"
    assert kept == truth["paragraphs"]


def test_removed_lines_stand_where_they_stood(demo: Path) -> None:
    """Each block of the body has its place: kept and removed lines, and kept pictures, which have no line."""
    query = "SELECT r.position, r.text, r.kind, r.rule FROM removed_blocks r JOIN articles a ON a.key = r.article_key"
    pictures = "SELECT i.position FROM images i JOIN articles a ON a.key = i.article_key WHERE i.alone AND a.id = 137"
    alone = [row["position"] for row in rows(demo / "rent.db", pictures)]
    shown = lines(run_here("audit", "137", data=demo))
    for row in rows(demo / "rent.db", f"{query} WHERE a.id = 137"):
        line = 1 + row["position"] - sum(position < row["position"] for position in alone)
        assert shown[line] == f"- {row['text']}  {row['kind']}: {row['rule']}"


def test_totals_and_posts_to_look_at(demo: Path) -> None:
    shown = "\n".join(lines(run_here("audit", data=demo)))
    for row in rows(demo / "rent.db", "SELECT kind, rule, count(*) AS blocks FROM removed_blocks GROUP BY kind, rule"):
        assert row["rule"] in shown
    for row in rows(demo / "rent.db", "SELECT id, flags FROM articles WHERE flags <> ''"):
        assert str(row["id"]) in shown
        assert row["flags"] in shown


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
    assert shown[1:] == ["价格：:100: [bold]粗[/] [/b]", "- [/b] :100: 加微信  contact: contact-test"]


def test_titles_in_the_totals_are_as_written(odd: Path) -> None:
    assert "[video]招商 [/b] :100:" in run_here("audit", data=odd).stdout
