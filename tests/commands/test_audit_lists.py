"""`scrapy audit --kind K --rule R`: each line that was removed so, with its posts."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipelines.cleaning.rules import REMOVED
from tests.commands.helpers import lines
from tests.db.helpers import SITE, Database, post
from tests.helpers import rows, run_here


def some(found: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: each[name] for name in names} for each in found]


def filled(data: Path, *removed: int, site: str = SITE, first: int = 1) -> None:
    """Posts of a hundred characters each, of which so many were removed."""
    database = Database(data)
    for number, length in enumerate(removed, first):
        database.save(post(number, "留" * (100 - length), removed=["去" * length], site=site))
    database.engine.dispose()


def listing(data: Path, *options: str) -> dict[str, Any]:
    [line] = lines(run_here("audit", "--json", *options, data=data))
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.parametrize(
    ("options", "where"),
    [
        (["--kind", "contact"], "kind = 'contact'"),
        (["--rule", "context.run"], "rule = 'context.run'"),
        (["--kind", "portal", "--rule", "context.run"], "kind = 'portal' AND rule = 'context.run'"),
    ],
)
def test_removed_lines_of_a_kind_or_rule(demo: Path, options: list[str], where: str) -> None:
    query = "SELECT kind, rule, text, count(*) AS blocks, count(DISTINCT article_key) AS articles FROM removed_blocks"
    expected = rows(
        demo / "rent.db", f"{query} WHERE {where} GROUP BY 1, 2, 3 ORDER BY articles DESC, kind, rule, text"
    )
    found = listing(demo, *options, "--limit", "1000")
    assert some(found["lines"], "kind", "rule", "text", "blocks", "articles") == expected
    assert found["blocks"] == sum(row["blocks"] for row in expected)
    assert listing(demo, *options, "--limit", "3")["lines"] == found["lines"][:3]


def test_a_removed_line_names_its_newest_posts(tmp_path: Path) -> None:
    filled(tmp_path, *[20] * 7)
    assert lines(run_here("audit", "--kind", "contact", data=tmp_path)) == [
        "7 blocks removed from 7 posts, in 1 wordings",
        "contact-test: no rule has this id any more",
        f"- {'去' * 20}  contact: contact-test  posts 7, 6, 5, 4, 3 and 2 more",
    ]


def test_what_is_left_out_of_a_list_is_told(demo: Path) -> None:
    first = lines(run_here("audit", "--kind", "contact", "--limit", "2", data=demo))[0]
    assert first.endswith("; the 2 of most posts")


def test_a_rule_that_has_removed_nothing(demo: Path) -> None:
    shown = lines(run_here("audit", "--rule", "editor.contact", data=demo))
    assert shown == ["0 blocks removed from 0 posts, in 0 wordings"]


@pytest.mark.parametrize("kind", REMOVED)
def test_each_kind_can_be_asked_for_though_nothing_of_it_was_removed(demo: Path, tmp_path: Path, kind: str) -> None:
    database = Database(tmp_path)
    database.save(post(1))
    database.engine.dispose()
    assert lines(run_here("audit", "--kind", kind, data=tmp_path)) == ["0 blocks removed from 0 posts, in 0 wordings"]
    given = rows(demo / "rent.db", "SELECT DISTINCT kind FROM removed_blocks")
    assert {row["kind"] for row in given} <= set(REMOVED)


@pytest.mark.parametrize(("option", "told"), [("--kind", ", ".join(REMOVED)), ("--rule", "there is no rule 'cotnact'")])
def test_a_kind_or_rule_that_is_not_there(demo: Path, option: str, told: str) -> None:
    result = run_here("audit", option, "cotnact", data=demo)
    assert (result.returncode, result.stdout) == (1, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_posts_and_a_kind_at_once_are_wrong_use(demo: Path) -> None:
    assert run_here("audit", "137", "--kind", "contact", data=demo).returncode == 2
