"""Redirects: a site that has moved to another host, a post that leads back to the front page."""

from pathlib import Path

from rentspider.archive import read_archive
from tests.e2e.site import CLOCK, asked, crawl, serve, small_site, summary
from tests.fakesite.archive import crawl_all, write_warc
from tests.fakesite.dates import http_date
from tests.fakesite.responses import Response
from tests.helpers import replay, rows

POST = 32


def moved(to: str) -> Response:
    """An answer that sends on to another address."""
    return Response(302, [("Date", http_date(CLOCK)), ("Location", to), ("Content-Length", "0")], b"")


def test_a_site_that_has_moved_is_known_by_its_new_name(tmp_path: Path) -> None:
    old, new = small_site(0), small_site(12)
    with serve(old) as before, serve(new) as after:
        old.instead = {path: moved(after.base + path.lstrip("/")) for path in ("/", "/feed.php")}
        write_warc(tmp_path / "a.warc.gz", crawl_all(new, CLOCK))
        replay(tmp_path / "a.warc.gz", tmp_path)
        result = crawl(before, tmp_path)
        assert asked(after, "page_") != []
        assert len(asked(after, "/post/")) <= 3, "one of each category, for the lists that it names"
    assert result.returncode == 0, summary(result)


def test_a_post_that_leads_to_the_front_page_is_no_error(tmp_path: Path) -> None:
    site = small_site(12)
    with serve(site) as server:
        site.instead[f"/index.php/post/{POST}.html"] = moved(server.base)
        result = crawl(server, tmp_path)
    assert " new 11, changed 0, failed 0," in summary(result)
    assert result.returncode == 0
    [archive] = (tmp_path / "archive").iterdir()
    statuses = {page.url: page.status for page in read_archive(archive, lambda error: None)}
    assert statuses[f"{server.base}index.php/post/{POST}.html"] == 302
    assert rows(tmp_path / "rent.db", f"SELECT id FROM articles WHERE id = {POST}") == []
