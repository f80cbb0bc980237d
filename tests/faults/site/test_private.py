"""Nothing is asked of private addresses unless the user said so, and no password is told to anybody."""

import gzip
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from rentspider.hosts import is_public, is_public_name
from tests.e2e.site import CLOCK, asked, serve, small_site, summary
from tests.fakesite.server import SiteServer
from tests.helpers import Result, articles, rows, run_scrapy

pytestmark = pytest.mark.slow

NAMES = ("-s", "TWISTED_DNS_RESOLVER=tests.faults.site.names.Names", "-s", "RETRY_TIMES=0")
NOBODY = ("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.8.8.8", "169.254.169.254", "172.31.0.1", "192.168.1.1", "224.0.0.1")
INSIDE = ("::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "ff02::1")


@pytest.mark.parametrize("address", [*NOBODY, *INSIDE])
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["localhost", "LocalHost.", "a.local", "x.internal", "127.1", "2130706433", "[::1]"])
def test_a_name_that_says_itself_that_it_is_private(host: str) -> None:
    assert not is_public_name(host)


@pytest.mark.parametrize("host", ["rent.sh.cn", "8.8.8.8", "localhost.example", "2400:da00::1"])
def test_a_name_that_may_be_public(host: str) -> None:
    assert is_public_name(host)


def crawl(site: str, data: Path, *args: str, **settings: str) -> Result:
    return run_scrapy("crawl", "posts", "-a", f"site={site}", *args, data=data, timeout=60, **settings)


@pytest.mark.parametrize("name", ["site.example", "inside.example", "linked.example"])
def test_a_name_that_leads_inside_is_not_asked(name: str, tmp_path: Path) -> None:
    with serve(small_site(4)) as server:
        result = crawl(server.base.replace("127.0.0.1", name), tmp_path, *NAMES)
        assert asked(server) == []
    assert result.returncode == 5, summary(result)
    assert "which is no public address; RENT_PRIVATE_ADDRESSES=1 allows such" in result.stderr


def test_a_name_that_leads_inside_is_asked_where_the_user_says_so(tmp_path: Path) -> None:
    with serve(small_site(4)) as server:
        result = crawl(server.base.replace("127.0.0.1", "site.example"), tmp_path, *NAMES, RENT_PRIVATE_ADDRESSES="1")
        assert asked(server) != []
    assert "no public address" not in result.stderr


class Proxy(SiteServer):
    """A proxy that knows one site."""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        proxy, plain = self, super().handler()
        self.told: list[str] = []

        class Handler(plain):  # type: ignore[misc, valid-type]
            def do_GET(self) -> None:  # noqa: N802 - the name is http.server's
                proxy.told.append(self.headers.get("Proxy-Authorization", ""))
                self.path: str = self.path.removeprefix("http://away.example")
                super().do_GET()

        return Handler


@pytest.mark.sqlite
def test_a_proxy_may_be_inside_and_its_password_is_told_to_nobody_else(tmp_path: Path) -> None:
    with Proxy(small_site(4), CLOCK) as proxy:
        proxy.site.look = type(proxy.site.look)(base="http://away.example/")
        address = proxy.base.replace("//", "//me:secret-of-mine@")
        result = crawl("http://away.example/", tmp_path, "-L", "DEBUG", http_proxy=address, no_proxy="")
        assert {told.split()[0] for told in proxy.told} == {"Basic"}
        secrets = ("secret-of-mine", proxy.told[0].split()[1])
    assert result.returncode == 0, summary(result)
    assert len(articles(tmp_path)) == 4
    [archive] = (tmp_path / "archive").iterdir()
    written = gzip.decompress(archive.read_bytes()).decode("utf-8", "replace")
    texts = [result.stdout, result.stderr, written, (tmp_path / "rent.db").read_bytes().decode("latin-1")]
    assert [secret for secret in secrets for text in texts if secret in text] == []


@pytest.mark.parametrize(
    "argument", ["site=http://me:secret@127.0.0.1:9/", "url=http://me:secret@h.example/post/1.html"]
)
def test_an_address_with_a_password_is_wrong_use_and_not_told(argument: str, tmp_path: Path) -> None:
    result = run_scrapy("crawl", "posts", "-a", argument, data=tmp_path)
    assert result.returncode == 1
    assert "secret" not in result.stdout + result.stderr


def test_no_cookie_is_sent_back(tmp_path: Path) -> None:
    with serve(small_site(4)) as server:
        cookies: list[str] = []
        handler = server.http.RequestHandlerClass

        class Handler(handler):  # type: ignore[misc, valid-type]
            def do_GET(self) -> None:  # noqa: N802 - the name is http.server's
                cookies.append(self.headers.get("Cookie", ""))
                super().do_GET()

            def end_headers(self) -> None:
                self.send_header("Set-Cookie", "PHPSESSID=1; path=/")
                super().end_headers()

        server.http.RequestHandlerClass = Handler
        assert crawl(server.base, tmp_path).returncode == 0
        assert set(cookies) == {""}
    assert rows(tmp_path / "rent.db", "SELECT 1 FROM articles") != []
