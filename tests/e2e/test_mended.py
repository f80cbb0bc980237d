"""A selector that found nothing for a while: when it is mended, the archive gives back what was lost."""

from pathlib import Path
from typing import Any

import pytest

from rentspider.pages.selectors import TPURE_5
from tests.fakesite.sample import PATH as SAMPLE
from tests.helpers import SAME, rows, run_here

Tables = list[list[dict[str, Any]]]
SEEN_TWICE = 112
LOST = ("category", "author", "views", "tags", "related")
OF = "(SELECT id FROM articles WHERE key = article_key) AS post"
QUESTIONS = (
    f"SELECT {SAME}, view_count FROM articles a ORDER BY id",
    f"SELECT {OF}, number, position, alone, url, alt FROM images ORDER BY 1, 2",
    f"SELECT {OF}, position, kind, rule, text FROM removed_blocks ORDER BY 1, 2",
    f"SELECT {OF}, post_id, title, first_seen_at, last_seen_at FROM links ORDER BY 1, 2",
    "SELECT post_id, witness, raw, observed_at, earliest, latest FROM date_evidence ORDER BY 1, 2, 3, 4",
)


def everything(data: Path) -> Tables:
    """All that pages say of articles, whatever way it came."""
    return [rows(data / "rent.db", question) for question in QUESTIONS]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    data = tmp_path_factory.mktemp("sound")
    assert run_here("replay", SAMPLE, data=data).returncode == 0
    return everything(data)


def replayed_without(fields: tuple[str, ...], data: Path) -> None:
    """The sample replayed with selectors that lead nowhere for some fields of a post."""
    with pytest.MonkeyPatch.context() as patch:
        for field in fields:
            patch.setitem(TPURE_5.post, field, ("@nowhere > a",))
        assert run_here("replay", SAMPLE, data=data).returncode == 0


def test_reclean_gives_back_what_a_selector_did_not_find(sound: Tables, tmp_path: Path) -> None:
    replayed_without(LOST, tmp_path)
    [lost] = rows(tmp_path / "rent.db", "SELECT count(category) + count(author) + count(view_count) AS n FROM articles")
    assert lost == {"n": 0}
    assert rows(tmp_path / "rent.db", "SELECT article_key FROM article_tags") == []
    assert rows(tmp_path / "rent.db", "SELECT article_key FROM links") == []
    assert run_here("reclean", data=tmp_path).returncode == 0
    mended = everything(tmp_path)
    assert mended[:3] == sound[:3]
    earlier = [link for link in sound[3] if link not in mended[3]]
    assert {link["post"] for link in earlier} == {SEEN_TWICE}, "what a page showed before is for a replay"


def test_replay_gives_back_what_earlier_pages_showed_and_all_dates(sound: Tables, tmp_path: Path) -> None:
    replayed_without((*LOST, "date"), tmp_path)
    assert everything(tmp_path)[4] != sound[4]
    assert run_here("reclean", data=tmp_path).returncode == 0
    assert run_here("replay", SAMPLE, data=tmp_path).returncode == 0
    assert everything(tmp_path) == sound
