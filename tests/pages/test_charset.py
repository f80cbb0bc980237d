"""From bytes to text: whatever a page and its server say of the charset, its characters are read."""

import pytest

from rentspider.pages.charset import decode

TEXT = "<p>园区迎来首批住户，租金面议。</p>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "text/html; charset=gbk"),
        (f"<meta charset=gb2312>{TEXT}".encode(), None),
        (TEXT.encode("gbk"), None),
        (TEXT.encode("gbk"), "text/html; charset=utf-8"),
        (TEXT.encode("utf-16-le"), "text/html; charset=utf-16le"),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16"), "text/html; charset=gbk"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=gbk"),
        (TEXT.encode() + "甲".encode()[:2], None),
    ],
)
def test_a_page_in_any_charset(body: bytes, said: str | None) -> None:
    assert decode(body, said).removeprefix("<meta charset=gb2312>").rstrip("\ufffd") == TEXT


@pytest.mark.parametrize(("meta", "said"), [("<meta charset=big5>", None), ("", "text/html; charset=big5")])
def test_an_older_charset_has_to_be_named(meta: str, said: str | None) -> None:
    text = f"{meta}<p>園區招商</p>"
    assert decode(text.encode("big5"), said) == text


def test_where_nothing_fits_what_is_utf_8_is_read_and_the_rest_is_seen_to_be_lost() -> None:
    assert decode("甲".encode() + b"\xff" * 3 + "乙".encode(), None) == "甲\ufffd\ufffd\ufffd乙"
