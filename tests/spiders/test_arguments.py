"""What a crawl can be told, and the sentence for what cannot be meant."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipelines.dating import read_shown
from rentspider.errors import SetupError
from rentspider.spiders.arguments import Arguments
from rentspider.spiders.knowledge import Knowledge
from rentspider.urls import post_id
from tests.db.helpers import SITE, Database, moment, post


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path)
    yield made
    made.engine.dispose()


POST = "http://rent.sh.cn/index.php/post/10215.html"


def test_nothing_said_is_an_incremental_crawl_of_the_site_in_the_settings() -> None:
    arguments = Arguments.of({})
    assert (arguments.mode, arguments.url, arguments.site, arguments.since) == ("incremental", None, None, None)
    assert (arguments.refresh_days, arguments.recheck_budget) == (0, 10)


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("mode", "full", "full"),
        ("mode", "incremental", "incremental"),
        ("url", POST, POST),
        ("url", f"{POST}?x=1#top", f"{POST}?x=1#top"),
        ("site", "https://other.example", "https://other.example"),
        ("site", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("since", "2026-01-31", date(2026, 1, 31)),
        ("refresh_days", "7", 7),
        ("refresh_days", "0", 0),
        ("recheck_budget", "0", 0),
        ("recheck_budget", "999999", 999_999),
    ],
)
def test_each_argument_says_what_is_meant(name: str, text: str, meant: object) -> None:
    assert getattr(Arguments.of({name: text}), name) == meant


def test_they_go_together() -> None:
    arguments = Arguments.of({"mode": "full", "since": "2026-01-01", "site": "https://other.example"})
    assert (arguments.mode, arguments.since) == ("full", date(2026, 1, 1))


@pytest.mark.parametrize("name", ["url", "site", "since"])
def test_an_empty_one_says_nothing(name: str) -> None:
    """As a script gives it: -a since=$SINCE."""
    assert Arguments.of({name: ""}) == Arguments()


SENTENCES = {
    "mode=ful": "unknown mode 'ful'; there are incremental and full",
    "mode=": "unknown mode ''; there are incremental and full",
    "colour=red": (
        "unknown spider argument: colour; there are mode, url, site, since, refresh_days and recheck_budget"
    ),
    "url=http://rent.sh.cn/": "url=http://rent.sh.cn/ is not the address of a post (http://…/post/NUMBER.html)",
    "url=10215": "url=10215 is not the address of a post (http://…/post/NUMBER.html)",
    "site=rent.sh.cn": "site=rent.sh.cn is no address of a site (http://…)",
    "since=yesterday": "since=yesterday is no day (write it as 2026-01-31)",
    "since=2026-02-30": "since=2026-02-30 is no day (write it as 2026-01-31)",
    "since=2026-01-31T08:00": "since=2026-01-31T08:00 is no day (write it as 2026-01-31)",
    "refresh_days=week": "refresh_days=week is no number that can be meant (0 to 999999)",
    "refresh_days=-1": "refresh_days=-1 is no number that can be meant (0 to 999999)",
    "refresh_days=1.5": "refresh_days=1.5 is no number that can be meant (0 to 999999)",
    "refresh_days=七": "refresh_days=七 is no number that can be meant (0 to 999999)",
    "refresh_days=": "refresh_days= is no number that can be meant (0 to 999999)",
    "recheck_budget=many": "recheck_budget=many is no number that can be meant (0 to 999999)",
    "recheck_budget=1000000": "recheck_budget=1000000 is no number that can be meant (0 to 999999)",
}


@pytest.mark.parametrize("argument", SENTENCES)
def test_what_cannot_be_meant_is_told_in_a_sentence(argument: str) -> None:
    name, _, text = argument.partition("=")
    with pytest.raises(SetupError) as told:
        Arguments.of({name: text})
    assert str(told.value) == SENTENCES[argument]


def test_all_that_is_unknown_is_named_at_once() -> None:
    with pytest.raises(SetupError, match="unknown spider argument: colour, size; there are mode,"):
        Arguments.of({"size": "3", "colour": "red", "mode": "full"})


@pytest.mark.parametrize("text", ["20260131", "2026-W05-6"])
def test_a_day_is_written_in_one_way_since_runs_are_held_against_each_other_by_it(text: str) -> None:
    with pytest.raises(SetupError, match="is no day"):
        Arguments.of({"since": text})


@pytest.mark.parametrize(
    "given", [{"refresh_days": "999999"}, {"mode": "full"}, {"since": "0001-01-01", "mode": "full"}]
)
def test_however_far_back_is_meant_it_can_be_looked_back_to(database: Database, given: dict[str, str]) -> None:
    database.save(post(1))
    know = Knowledge(database.engine, SITE, Arguments.of(given), read_shown)
    know.tell(SITE, moment(2))
    assert [post_id(url) for url in know.to_look_at_again({})] == [1]
