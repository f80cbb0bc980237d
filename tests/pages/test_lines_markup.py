"""What a line carries besides its text: tag, marks, links, pictures and inline markup."""

import pytest

from rentspider.pages import Block, Image
from tests.pages.helpers import URL, blocks_of


def only(html: str) -> Block:
    [block] = blocks_of(html)
    return block


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("甲", "div"),
        ("<p>甲</p>", "p"),
        ("<h3>甲</h3>", "h3"),
        ("<ul><li>甲</li></ul>", "li"),
        ("<section><span>甲</span></section>", "section"),
        ("<blockquote>甲</blockquote>", "blockquote"),
        ("<figure><figcaption>甲</figcaption></figure>", "figcaption"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "tr"),
        ("<p><img src='/a.png'></p>", "img"),
    ],
)
def test_tag(html: str, tag: str) -> None:
    assert only(html).tag == tag


def test_marks_are_those_of_the_blocks_around() -> None:
    inner, outer, after = blocks_of(
        '<div class="Ad-Box  wide" id="Slot9"><p class="note">甲<span class="red">乙</span></p>丙</div>丁'
    )
    assert inner.marks == {"ad-box", "wide", "slot9", "note"}
    assert outer.marks == {"ad-box", "wide", "slot9"}
    assert after.marks == frozenset()


@pytest.mark.parametrize(
    ("html", "links", "linked"),
    [
        ("甲<a href='/index.php/post/3.html'>乙丙</a>", ("http://demo.example/index.php/post/3.html",), 2),
        ("<a href='8.html?a=1&amp;b=2'>甲</a>", ("http://demo.example/index.php/post/8.html?a=1&b=2",), 1),
        ("<a href='//cdn.example.com/x'>甲</a><a href='http://b.example/'>乙</a>丙", None, 2),
        ("<a href='javascript:alert(1)'>甲</a><a href='tel:1'>乙</a><a href='http://['>丙</a>", (), 0),
        ("<a href='/1'>甲<b>乙</b>", ("http://demo.example/1",), 2),
    ],
)
def test_links(html: str, links: tuple[str, ...] | None, linked: int) -> None:
    found = only(f"<p>{html}</p>")
    assert found.links == (links if links is not None else ("http://cdn.example.com/x", "http://b.example/"))
    assert found.linked == linked


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href='/1'>甲</a></li><li><a href='/1'>乙</a></li></ul>",
        "<a href='/1'><p>甲</p><p>乙</p></a>",
        "<a href='/1'>甲<br>乙</a>",
    ],
)
def test_every_linked_line_says_where_to(html: str) -> None:
    assert [(block.links, block.linked) for block in blocks_of(html)] == [(("http://demo.example/1",), 1)] * 2


@pytest.mark.parametrize("anchor", ["<a name='a1'>甲</a>", "<a>甲</a>", "<a href=''>甲</a>"])
def test_anchor_without_an_address_is_no_link(anchor: str) -> None:
    found = only(f"<p>{anchor}乙</p>")
    assert (found.text, found.links, found.linked) == ("甲乙", (), 0)


HOLDER = "/zb_users/theme/tpure/style/images/lazyload.png"


@pytest.mark.parametrize(
    ("attributes", "path"),
    [
        ("src='/a.jpg'", "/a.jpg"),
        (f"src='{HOLDER}' data-original='/b.jpg'", "/b.jpg"),
        ("src='data:image/gif;base64,R0lGOD' data-src='/c.jpg'", "/c.jpg"),
        ("src=' ../../d.jpg '", "/d.jpg"),
        (f"src='{HOLDER}'", None),
        ("src='data:image/gif;base64,R0lGOD'", None),
        ("src='file:///C:/Temp/e.jpg'", None),
        ("alt=''", None),
        ("src='' alt=''", None),
    ],
)
def test_pictures(attributes: str, path: str | None) -> None:
    pictures = [image.url for block in blocks_of(f"<p>甲<img {attributes}></p>") for image in block.images]
    assert pictures == ([f"http://demo.example{path}"] if path else [])


def test_picture_with_caption_in_the_same_line() -> None:
    picture = Image("http://demo.example/a.jpg", "航拍 图")
    below, beside = blocks_of(
        "<p><img src='/a.jpg' alt=' 航拍\n图 '><br>图注</p><p>甲<img src='/a.jpg' alt='航拍 图'></p>"
    )[::2]
    assert (below.text, below.images) == ("", (picture,))
    assert (beside.text, beside.images) == ("甲", (picture,))


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("甲<strong>乙</strong><span style='x'>丙</span>", ["甲<strong>乙</strong>丙"]),
        ("<b>甲<br>乙</b>丙", ["<b>甲</b>", "<b>乙</b>丙"]),
        ("1 &lt; 2 &amp; <i>3</i>", ["1 &lt; 2 &amp; <i>3</i>"]),
        ("<a href='/x?a=1&amp;b=\"' onclick='y()'>甲</a>", ['<a href="http://demo.example/x?a=1&amp;b=&quot;">甲</a>']),
        ("<a href='javascript:x()'>甲</a>", ["<a>甲</a>"]),
        ("<img src='/a.png'>", [""]),
        ("零\u200b宽", ["零宽"]),
    ],
)
def test_inline_markup(html: str, markup: list[str]) -> None:
    assert [block.html for block in blocks_of(f"<p>{html}</p>")] == markup


def test_links_are_made_absolute_against_the_post() -> None:
    assert only("<a href='#c'>甲</a>").links == (f"{URL}#c",)
