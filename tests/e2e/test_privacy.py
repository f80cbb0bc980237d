"""Contact data of people is in `removed_blocks` and nowhere else: in no log, no article, no search result."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, inspect

from rentspider.db.search.fts5_index import INDEXES
from tests.databases import address, on_postgresql
from tests.e2e.crawled import Crawled
from tests.e2e.site import small_site
from tests.fakesite import sample
from tests.helpers import Result, contents, rows, run_here

pytestmark = pytest.mark.slow

DIGITS = re.compile(r"[\d\s-]{7,}")


@dataclass
class Told:
    """What a way to the articles wrote, and where it left them."""

    data: Path
    result: Result


def phones() -> set[str]:
    """Every number of a contact block, before and after the sample's edit; all sites are of one operator."""
    truths = [*sample.sample_truth(), *sample.sample_site().truth(), *small_site().truth()]
    return {digits(phone) for truth in truths for phone in truth["phones"]}


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def leaks(text: str) -> set[str]:
    """The numbers that are in a text, however they are spaced."""
    runs = {digits(run) for run in DIGITS.findall(text)}
    return {phone for phone in phones() if any(phone in run for run in runs)}


@pytest.fixture(scope="module", params=["crawl", "replay"])
def told(request: pytest.FixtureRequest, crawled: Crawled, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Both with all that a log can tell."""
    if request.param == "crawl":
        assert " DEBUG " in crawled.result.stderr
        return Told(crawled.data, crawled.result)
    data = tmp_path_factory.mktemp("privacy")
    return Told(data, run_here("replay", sample.PATH, data=data, LOG_LEVEL="DEBUG"))


def test_the_numbers_are_there_to_be_found(told: Told) -> None:
    assert told.result.returncode == 0
    assert phones()
    removed = "\n".join(row["text"] for row in rows(told.data / "rent.db", "SELECT text FROM removed_blocks"))
    assert leaks(removed) == phones()


def test_no_number_in_what_is_told(told: Told) -> None:
    assert leaks(told.result.stdout) == set()
    assert leaks(told.result.stderr) == set()


def test_no_number_in_any_other_table_or_view(told: Told) -> None:
    engine = create_engine(address(told.data / "rent.db"), poolclass=NullPool)
    there = inspect(engine)
    tables = {*there.get_table_names(), *there.get_view_names()}
    assert {"articles", "v_removed", "search_texts" if on_postgresql() else "search_bigrams_data"} <= tables
    tables -= {"removed_blocks", "alembic_version", *INDEXES}  # the last are made of others
    for table, found in contents(told.data, *sorted(tables)).items():
        assert leaks("\n".join(str(value) for row in found for value in row.values())) == set(), table


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_no_number_in_what_is_found(told: Told, options: list[str]) -> None:
    for term in ("厂房", "电话", "联系", "微信", "园区"):
        result = run_here("search", term, "--limit", "1000", *options, data=told.data)
        assert (leaks(result.stdout), result.stderr) == (set(), ""), term


def test_a_number_finds_nothing(told: Told) -> None:
    for phone in sorted(phones())[:5]:
        assert run_here("search", phone, data=told.data).stdout == "nothing found\n"
