"""The first crawl of the small site, which several modules look at or go on from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.crawled import MISSING, Crawled, link_around
from tests.e2e.known import Known, from_same_state
from tests.e2e.site import asked, crawl, serve, small_site
from tests.fakesite.dates import HOUR
from tests.fakesite.site import FakeSite


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    site = small_site()
    site.missing.add(MISSING)
    with serve(FakeSite([])) as elsewhere, serve(site) as server:
        link_around(site, elsewhere.base)
        data = tmp_path_factory.mktemp("crawl")
        result = crawl(server, data, RENT_CONTACT="tests@example.org", RENT_LOG_LEVEL="DEBUG")
        truth = [post for post in site.truth() if post["id"] != MISSING]
        yield Crawled(site, server, data, result, list(server.log), truth, asked(elsewhere))


@pytest.fixture
def known(first: Known, tmp_path: Path) -> Iterator[Known]:
    """A site as a module's `first` crawl left it, an hour later; each test goes on from the same state."""
    with from_same_state(first, tmp_path) as again:
        again.pass_time(HOUR)
        yield again
