"""`scrapy audit --learned`: what repeats on a site, and what a person says of it, which lasts."""

import json
from pathlib import Path

import pytest

from tests.commands.test_reclean import BLOCK, data, leaks, site
from tests.helpers import run_here

__all__ = ["data", "site"]


def line(data: Path, text: str) -> dict[str, object]:
    found = json.loads(run_here("audit", "--learned", "--json", data=data).stdout)["lines"]
    return next(each for each in found if each["text"] == text)


def test_learned_lines_are_listed_with_their_evidence(data: Path) -> None:
    found = line(data, BLOCK[0])
    assert (found["place"], found["posts"], found["weight"], found["verdict"]) == ("tail", 40, 4.0, None)
    shown = run_here("audit", "--learned", data=data).stdout
    assert str(found["id"]) in shown.replace("\n", "")


def test_a_veto_gives_the_line_back_to_all_posts_and_lasts(data: Path) -> None:
    found = line(data, BLOCK[0])
    result = run_here("audit", "--veto", str(found["id"]), data=data)
    assert result.returncode == 0, result.stderr
    assert leaks(data) > 0
    run_here("reclean", data=data)
    assert leaks(data) > 0
    run_here("audit", "--undo", str(found["id"]), data=data)
    assert leaks(data) == 0


@pytest.mark.parametrize(("given", "code"), [("0123456789abcdef", 1), ("no-such", 2)])
def test_a_line_that_nobody_knows(data: Path, given: str, code: int) -> None:
    result = run_here("audit", "--veto", given, data=data)
    assert result.returncode == code
    assert "scrapy audit --learned" in result.stderr
    assert "Traceback" not in result.stderr
