"""Markup that nobody writes by hand: what would take hours or be read in part is told, and the rest costs no more."""

import pytest

from rentspider.errors import PageError
from rentspider.pages import FeedEntry, parse_feed, parse_list, parse_post
from rentspider.pages.lines import MOST_MARKS
from rentspider.pages.post import view_count
from tests.pages.helpers import URL, blocks_of, post_page, texts_of

LIST = "http://demo.example/"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<div>" * 5_000 + "末段", "nests its elements too deep"),
        (f"<p {' '.join(f'a{number}=1' for number in range(40_000))}>末段", "has an element with more than"),
        (f"<p {'/'.join(f'a{number}' for number in range(40_000))}>末段", "has an element with more than"),
        ("<p>末段" * 200_000, "has more than 200000 tags"),
        ("<p x='>' " + "".join(f'a{number}="<"' for number in range(40_000)), "has an element with more than"),
    ],
    ids=["nested", "attributes", "attributes and slashes", "tags", "attributes without space"],
)
def test_a_page_that_cannot_be_read_whole_is_told(body: str, told: str) -> None:
    with pytest.raises(PageError, match=told) as error:
        parse_post(post_page(body), URL)
    assert URL in str(error.value)
    with pytest.raises(PageError, match=told):
        parse_list(post_page(body), LIST)
    assert FeedEntry(7, URL, "标题", None, None, f"<div>{body}</div>").length == 0


def test_a_page_as_deep_as_can_be_read_is_read_whole() -> None:
    page = parse_post(post_page("<div>" * 2_000 + "末段" + "</div>" * 2_000), URL)
    assert [block.text for block in page.blocks] == ["末段"]


def test_a_picture_that_is_written_out_in_its_address_is_no_reason() -> None:
    assert texts_of(f"<p>首段<img src='data:image/png;base64,{'iVBOR/w0 K+=' * 100_000}'>末段</p>") == ["首段末段"]


def test_half_characters_are_replaced() -> None:
    assert texts_of("<p>首\ud83d段</p>") == ["首\ufffd段"]


def test_the_same_emphasis_is_opened_once() -> None:
    blocks = blocks_of("<b>" * 1_000 + "<i>甲<br>乙</i>" + "</b>" * 1_000 + "丙")
    assert [block.html for block in blocks] == ["<b><i>甲</i></b>", "<b><i>乙</i></b>丙"]


def test_a_link_ends_where_another_begins() -> None:
    [first, second] = blocks_of("<a href='/1'><div>甲<a href='/2'>乙</a>丙</div>丁</a>")
    assert first.html == '<a href="http://demo.example/1">甲</a><a href="http://demo.example/2">乙</a>丙'
    assert first.links == ("http://demo.example/1", "http://demo.example/2")
    assert second.html == "丁"


def test_names_around_a_line_are_counted() -> None:
    [block] = blocks_of("".join(f"<ol class='c{number} d{number}'>" for number in range(500)) + "末段")
    assert {"c0", "d40", "ordered-list"} <= block.marks
    assert len(block.marks) <= MOST_MARKS + 1


def test_entries_in_one_element_share_what_it_shows() -> None:
    links = "".join(f"<h2><a href='/post/{number}.html'>甲</a></h2>" for number in range(3_000))
    found = parse_list(f"<div class='post item'>{links}<p class='date'>3周前</p></div>", LIST).entries
    assert len(found) == 3_000
    assert {entry.date_text for entry in found} == {"3周前"}


def test_a_list_and_a_feed_that_name_more_than_any_are_told() -> None:
    links = "".join(f"<h2><a href='/post/{number}.html'>甲</a></h2>" for number in range(6_000))
    with pytest.raises(PageError, match=f"the list {LIST} names more than 5000"):
        parse_list(f"<div class='post item'>{links}</div>", LIST)
    items = "".join(f"<item><link>{LIST}post/{number}.html</link></item>" for number in range(6_000))
    with pytest.raises(PageError, match="names more than 5000 posts"):
        parse_feed(f"<rss><channel>{items}</channel></rss>".encode(), LIST)


def test_an_entry_in_an_entry_has_what_is_its_own() -> None:
    inner = (
        "<div class='item'><h2><a href='/post/2.html'>乙</a></h2><em class='istop'></em><p class='date'>2天前</p></div>"
    )
    outer = f"<div class='item'><h2><a href='/post/1.html'>甲</a></h2>{inner}<p class='date'>1天前</p></div>"
    found = parse_list(outer, LIST).entries
    assert [(entry.id, entry.date_text, entry.sticky) for entry in found] == [(1, "1天前", False), (2, "2天前", True)]


@pytest.mark.parametrize("text", ["9" * 400, "9" * 30, "９" * 300, "9,9" * 300 + "亿", "999999999999亿"])
def test_a_count_beyond_measure_is_none(text: str) -> None:
    assert view_count(text) is None
