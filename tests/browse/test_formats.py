"""How values are written on the pages: as well as they are known, and no address that does harm."""

from datetime import UTC, datetime

import pytest

from rentspider.browse.formats import web_address, when
from rentspider.db.models import Article

EVENING = datetime(2026, 3, 9, 18, 30, tzinfo=UTC)
"""Half past two in the night of the tenth, by the site's clock."""


def article(published: datetime | None, precision: str | None, day: str | None = None) -> Article:
    """An article whose date is known so well, up to two days later."""
    latest = published and published.replace(day=published.day + 2)
    return Article(
        published_at=published,
        published_precision=precision,
        published_day=day,
        published_earliest=published,
        published_latest=latest,
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (article(EVENING, "minute", "2026-03-10"), "2026-03-10 02:30"),
        (article(EVENING, "day", "2026-03-10"), "2026-03-10"),
        (article(EVENING, "range"), "2026-03-10 至 2026-03-12 之间"),
        (article(None, None), "日期不明"),
    ],
)
def test_a_date_says_no_more_than_is_known(given: Article, shown: str) -> None:
    assert when(given) == shown


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://[", "//demo.example", "http:", ""]
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert web_address(address) is None
    assert web_address("https://demo.example/a") == "https://demo.example/a"
