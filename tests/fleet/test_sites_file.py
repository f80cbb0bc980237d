"""`sites.toml`: what it says becomes crawls; what is wrong in it is one sentence that names the entry."""

from pathlib import Path

import pytest

from rentspider.errors import SetupError
from rentspider.fleet.jobs import Job
from rentspider.fleet.sites import read_sites

A = '[[site]]\nurl = "http://a.example/"\n'


def read(folder: Path, text: str) -> list[Job]:
    path = folder / "sites.toml"
    path.write_text(text, encoding="utf-8")
    return read_sites(path)


def test_each_site_is_a_crawl_with_its_settings(tmp_path: Path) -> None:
    settings = 'mode = "full"\nsince = 2026-01-31\nrefresh_days = 7\ndelay = 2.5\nmax_requests = 100\n'
    first, second = read(tmp_path, f'{A}{settings}[[site]]\nurl = "https://b.example:8443/"\n')
    assert first.name == "a.example"
    assert " ".join(first.command) == (
        "crawl posts -a site=http://a.example/ -a mode=full -a since=2026-01-31 -a refresh_days=7"
    )
    assert first.environment == {
        "RENT_DELAY": "2.5",
        "RENT_MAX_REQUESTS": "100",
        "RENT_ARCHIVE_DIR": "archive/a.example",
    }
    assert (second.name, second.environment) == ("b.example:8443", {"RENT_ARCHIVE_DIR": "archive/b.example_8443"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no site; each is [[site]] with a line url"),
        ('site = "http://a.example/"', "has no site; each is [[site]] with a line url"),
        ("[[site]\n", "cannot read "),
        (f"colour = 1\n{A}", "unknown key 'colour'; there is [[site]]"),
        ("[[site]]\nmode = 'full'\n", '[[site]] number 1: there is no url; write url = "http://…"'),
        ("[[site]]\nurl = 'ftp://a.example/'\n", "number 1 (ftp://a.example/): url = 'ftp://a.example/' is no address"),
        (
            "[[site]]\nurl = 'http://me:word@a.example/'\n",
            "number 1 (http://…@a.example/): url = 'http://…@a.example/'",
        ),
        (f"{A}colour = 1\n", "number 1 (http://a.example/): unknown key 'colour'; there are url, mode, since,"),
        (f"{A}mode = 'half'\n", "number 1 (http://a.example/): unknown mode 'half'; there are incremental and full"),
        (f"{A}since = 'soon'\n", "number 1 (http://a.example/): since=soon is no day"),
        (f"{A}refresh_days = true\n", "number 1 (http://a.example/): refresh_days = True cannot be meant"),
        (f"{A}delay = -1\n", "number 1 (http://a.example/): delay = -1 is not seconds, 0 or more"),
        (f"{A}max_requests = 1.5\n", "number 1 (http://a.example/): max_requests = 1.5 is not a number, 0 or more"),
        (
            f"{A}[[site]]\nurl = 'http://b.example/'\n{A}",
            "number 3 (http://a.example/): the site of number 1 once",
        ),
        (
            f"{A}[[site]]\nurl = 'http://www.a.example/'\n",
            "(http://www.a.example/): the site of number 1 once more",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SetupError) as error:
        read(tmp_path, text)
    assert str(tmp_path / "sites.toml") in str(error.value)
    assert told in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"cannot read .*none\.toml: No such file"):
        read_sites(tmp_path / "none.toml")
