"""Text as a reader sees it, and trees of pages that are not as they should be."""

import pytest

from rentspider.pages import is_closed, parse_document
from rentspider.pages.document import squeeze, text_of


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("", ""),
        ("  \t\r\n ", ""),
        ("　　首行缩进", "首行缩进"),
        ("a\xa0\xa0b", "a b"),
        ("甲 \n 乙", "甲 乙"),
        ("\u2003甲\u2002乙\u2028丙\u2029", "甲 乙 丙"),
        ("零\u200b宽\ufeff字\u200d符", "零宽字符"),
        ("软\u00ad连\u2060字", "软连字"),
        ("\u202a左到右\u202c", "左到右"),
        ("甲\u200b \u200b乙", "甲 乙"),
        ("电话\u2066021\u2069", "电话021"),
    ],
)
def test_squeeze(raw: str, seen: str) -> None:
    assert squeeze(raw) == seen
    assert squeeze(seen) == seen


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>标题</h1>", "标题"),
        ("<h1></h1>", ""),
        ("<h1> 标<b>题</b>\n二 </h1>", "标题 二"),
        ("<h1>甲<!-- 注 -->乙</h1>", "甲乙"),
        ("<h1>A&amp;B&nbsp;&lt;C&gt;</h1>", "A&B <C>"),
    ],
)
def test_text_of(html: str, text: str) -> None:
    heading = parse_document(html).find(".//h1")
    assert heading is not None
    assert text_of(heading) == text


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><meta charset='gbk'></head><body><p>园区</p></body></html>",
        "<?xml version='1.0' encoding='gbk'?><html><body><p>园区</p></body></html>",
        "\ufeff<html><body><p>园区</p></body></html>",
        "\n\n<p>园区",
        "<p>园\x00区</p>",
    ],
)
def test_text_is_read_whatever_the_page_says_of_its_encoding(page: str) -> None:
    paragraph = parse_document(page).find(".//p")
    assert paragraph is not None
    assert text_of(paragraph) == "园区"


@pytest.mark.parametrize("page", ["", "   ", "只有文字", "<", "<!-- 没有结尾", "<html>"])
def test_any_text_is_a_page(page: str) -> None:
    assert not is_closed(parse_document(page))


@pytest.mark.parametrize(
    ("body", "closed"),
    [
        ('<body class="closepage">', True),
        ('<body class="night closepage">', True),
        ('<body class="closepages">', False),
        ("<body>", False),
        ('<body><div class="closepage">', False),
    ],
)
def test_closed_site(body: str, closed: bool) -> None:
    assert is_closed(parse_document(f"<html>{body}<h3>维护中</h3></body></html>")) is closed


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("研发&nbsp;R&amp;D&nbsp;中心", "研发 R&D 中心"),
        ("&ldquo;园区&rdquo;&mdash;&mdash;8&times;9米", "“园区”——8×9米"),
        ("第&#19968;期&hellip;", "第一期…"),
        ("AT&T与R&D", "AT&T与R&D"),
        ("a&b;c&unknown;d", "a&b;c&unknown;d"),
        ("\x01招\x07商\x9f", "招商"),
    ],
)
def test_what_was_escaped_twice_and_control_characters(shown: str, read: str) -> None:
    assert squeeze(shown) == read
