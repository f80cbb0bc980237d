"""`scrapy audit` over all posts: totals, rules that never fire, and what to look at."""

import json
from pathlib import Path
from typing import Any

from pipelines.cleaning import load_rules
from rentspider.auditing.outliers import FAR, FEWEST, NARROWEST, usual
from tests.commands.helpers import lines
from tests.commands.test_audit_lists import filled, some
from tests.db.helpers import SITE, Database, post
from tests.helpers import Result, rows, run_here

OWN = """
[[rule]]
id = "own.one"
kind = "ad"
places = ["tail"]
reason = "my own reason"
patterns = ["^甲乙$"]
"""


def totals(data: Path) -> dict[str, Any]:
    [line] = lines(run_here("audit", "--json", data=data))
    found: dict[str, Any] = json.loads(line)
    return found


def table(result: Result, title: str) -> list[list[str]]:
    """The cells of a table, by its title."""
    shown = lines(result)
    [start] = [number for number, line in enumerate(shown) if line.strip() == title]
    end = next(number for number, line in enumerate(shown) if number > start and line.startswith("└"))
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown[start + 4 : end]]


def test_totals_by_kind(demo: Path) -> None:
    query = "SELECT kind, count(*) AS blocks, count(DISTINCT article_key) AS articles FROM removed_blocks GROUP BY kind"
    expected = rows(demo / "rent.db", f"{query} ORDER BY blocks DESC, kind")
    assert totals(demo)["kinds"] == expected
    shown = table(run_here("audit", data=demo), "Removed, by kind")
    assert shown == [[str(value) for value in row.values()] for row in expected]


def test_totals_by_rule_say_why(demo: Path) -> None:
    query = "SELECT kind, rule, count(*) AS blocks, count(DISTINCT article_key) AS articles FROM removed_blocks"
    expected = rows(demo / "rent.db", f"{query} GROUP BY kind, rule ORDER BY blocks DESC, rule")
    found = totals(demo)["rules"]
    by_name = {(row["kind"], row["rule"]): row for row in some(found, "kind", "rule", "blocks", "articles")}
    assert by_name == {(row["kind"], row["rule"]): row for row in expected}
    assert all(rule["why"] for rule in found)


def test_rules_that_never_fire(demo: Path) -> None:
    fired = {row["rule"] for row in rows(demo / "rent.db", "SELECT DISTINCT rule FROM removed_blocks")}
    never = [rule.id for rule in load_rules().rules if rule.id not in fired]
    assert never
    assert [rule["rule"] for rule in totals(demo)["silent"]] == never
    shown = table(run_here("audit", data=demo), "Rules that have removed nothing")
    assert [row[1] for row in shown] == never


def test_a_rule_of_ones_own_that_never_fires(tmp_path: Path) -> None:
    Database(tmp_path).engine.dispose()
    (tmp_path / "rules.toml").write_text(f'disable = ["ad.label"]\n{OWN}', encoding="utf-8")
    shown = table(run_here("audit", data=tmp_path), "Rules that have removed nothing")
    assert shown[-1] == ["ad", "own.one (own)", "my own reason"]
    assert "ad.label" not in {row[1] for row in shown}


def test_posts_that_lost_more_than_usual(tmp_path: Path) -> None:
    filled(tmp_path, *[20, 22, 24, 26] * 3, 30, 60, 90)
    found = some(totals(tmp_path)["losers"], "site", "id", "share", "usual")
    assert found == [
        {"site": SITE, "id": 15, "share": 0.9, "usual": 0.24},
        {"site": SITE, "id": 14, "share": 0.6, "usual": 0.24},
    ]
    shown = table(run_here("audit", data=tmp_path), "Posts that lost far more than usual")
    assert [row[1:4] for row in shown] == [["15", "90%", "24%"], ["14", "60%", "24%"]]


def test_each_site_has_its_own_usual(tmp_path: Path) -> None:
    filled(tmp_path, *[20] * 12)
    filled(tmp_path, *[70] * 12, site="other.example", first=101)
    assert totals(tmp_path)["losers"] == []


def test_few_posts_have_no_usual(tmp_path: Path) -> None:
    filled(tmp_path, *[20] * (FEWEST - 2), 90)
    assert totals(tmp_path)["losers"] == []


def test_the_address_of_a_removed_picture_is_no_text(tmp_path: Path) -> None:
    filled(tmp_path, *[20] * 12)
    database = Database(tmp_path)
    database.save(post(99, "留" * 80, removed=["去" * 20, f"http://demo.example/{'qr' * 200}.png"]))
    database.engine.dispose()
    assert totals(tmp_path)["losers"] == []


def test_odd_values_do_not_move_what_is_usual() -> None:
    found, moved = usual([0.2, 0.25, 0.3] * 5), usual([*[0.2, 0.25, 0.3] * 5, *[1.0] * 4])
    assert found is not None
    assert moved is not None
    assert abs(found[1] - moved[1]) < 0.1
    assert usual([0.2] * FEWEST) == (0.2, 0.2 + FAR * NARROWEST)


def test_lines_that_were_a_near_thing(demo: Path) -> None:
    near = [one for one in totals(demo)["near"] if one["line"]["kind"]]
    assert near
    for one in near:
        [article] = rows(demo / "rent.db", f"SELECT key, flags FROM articles WHERE id = {one['id']}")
        where = f"article_key = {article['key']} AND position = {one['line']['position']}"
        [row] = rows(demo / "rent.db", f"SELECT text, kind, rule FROM removed_blocks WHERE {where}")
        assert row == {name: one["line"][name] for name in ("text", "kind", "rule")}
        assert str(one["line"]["position"]) in article["flags"].split("barely-removed:")[1]
    shown = table(run_here("audit", data=demo), "Lines that were a near thing")
    assert [row[4] for row in shown if row[2] == "removed"] == [one["line"]["text"] for one in near]


def test_a_list_is_no_longer_than_the_limit(demo: Path) -> None:
    shown = run_here("audit", "--limit", "1", data=demo)
    flagged = totals(demo)["flagged"]
    assert len(table(shown, "Posts to look at")) == 1
    assert f"and {len(flagged) - 1} more (--limit)" in shown.stdout


def test_posts_to_look_at(demo: Path) -> None:
    expected = rows(demo / "rent.db", "SELECT site, id, flags, title FROM articles WHERE flags <> '' ORDER BY site, id")
    assert totals(demo)["flagged"] == expected


def test_nothing_is_there_to_audit(tmp_path: Path) -> None:
    Database(tmp_path).engine.dispose()
    assert {name for name, found in totals(tmp_path).items() if found} == {"silent"}
