"""Whether a page is the CMS's, told from its bytes."""

import pytest

from rentspider.pages import Signature, signature_of

GENERATOR = b'<meta name="generator" content="Z-BlogPHP 1.7.5">'
STYLE = b'<link rel="stylesheet" href="http://a.example/zb_users/theme/%b/style.css" />'


@pytest.mark.parametrize(
    "body",
    [
        GENERATOR + STYLE % b"tpure",
        STYLE % b"tpure",
        GENERATOR,
        b'<META NAME="Generator" CONTENT="Z-BlogPHP 1.6">',
        b"<script src=/zb_users/theme/tpure/a.js></script>",
        b"<link href = 'zb_users/theme/tpure_child/a.css'>",
        GENERATOR + STYLE % b"plain" + STYLE % b"tpure",
    ],
)
def test_pages_that_can_be_read(body: bytes) -> None:
    assert signature_of(b"<html>" + body + b"</html>") is Signature.READABLE


@pytest.mark.parametrize("body", [GENERATOR + STYLE % b"plain", STYLE % b"plain", STYLE % b"not-tpure"])
def test_pages_of_another_theme(body: bytes) -> None:
    assert signature_of(body) is Signature.OTHER_THEME


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'<meta name="generator" content="Other 4.2">',
        b"<p>Z-BlogPHP has the theme zb_users/theme/tpure/ in its folder</p>",
        b'<meta name="description" content="a generator of pages: Z-BlogPHP">',
        b"\x89PNG\0\xff",
    ],
)
def test_pages_of_others(body: bytes) -> None:
    assert signature_of(body) is Signature.NONE


def test_it_takes_no_longer_than_the_page_is_long() -> None:
    for part in (b"<meta ", b'href="', b"src=", b"zb_users/theme/", b'<meta "generator"', b"href=zb_users/theme/a"):
        assert signature_of(b"Z-BlogPHP zb_users/theme/" + part * 200_000) is Signature.NONE
