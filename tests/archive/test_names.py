"""The name of an archive is made of the site's, which an address gives: it stays in its folder."""

from pathlib import Path

import pytest

from rentspider.archive.names import new_archive
from rentspider.urls import site_of
from tests.archive.helpers import AT

STRANGE = (
    "http://../",
    "http://..%2f..%2fx/",
    "http://a\\..\\..\\b/",
    "http://[::1]:8000/",
    "http://x:y/",
    "http://\x00/",
)


@pytest.mark.parametrize("address", STRANGE)
def test_an_archive_is_made_in_its_folder(address: str, tmp_path: Path) -> None:
    path = new_archive(tmp_path, site_of(address), AT)
    assert path.parent == tmp_path
    assert path.resolve().parent == tmp_path.resolve()
    assert not set(path.name) & set('/\\:\0*?"<>|')


@pytest.mark.parametrize("site", ["a/../../b", "/etc/x", "..", "", "x\ny"])
def test_whatever_the_site_is_called(site: str, tmp_path: Path) -> None:
    path = new_archive(tmp_path, site, AT)
    assert path.resolve().parent == tmp_path.resolve()
    path.touch()
    assert new_archive(tmp_path, site, AT) != path
