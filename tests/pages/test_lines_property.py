"""Whatever the markup, a body's blocks are its visible text: nothing is lost, nothing stands there twice."""

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from tests.pages.helpers import blocks_of

BLOCKS = ("p", "div", "section", "h2", "blockquote", "ul", "li", "table", "tr", "td", "th", "figure", "center", "pre")
INLINE = ("span", "strong", "em", "b", "a href='/x'", "a name='y'", "font", "sub", "o:p")
UNSEEN = ("<script>x = '<p>'</script>", "<style>p{}</style>", "<!-- </p> 注 -->", "<img src='/a.png'>", "<?x y?>")
SPACES = ("<br>", " ", "\n", "&nbsp;", "\u3000", "\u200b", "<hr>")

Markup = tuple[str, str]
"""HTML, and its visible text."""


def wrap(tag: str, inside: list[Markup]) -> Markup:
    html, text = join(inside)
    return f"<{tag}>{html}</{tag.split()[0]}>", text


def join(parts: list[Markup]) -> Markup:
    return "".join(html for html, _ in parts), "".join(text for _, text in parts)


WORDS = st.text("园区厂房租金最蕞。（）,.<>&;'\"0aZ", min_size=1, max_size=6).map(lambda text: (escape(text), text))
NOTHING = st.sampled_from([*UNSEEN, *SPACES]).map(lambda html: (html, ""))
TREES = st.recursive(
    WORDS | NOTHING,
    lambda inner: st.builds(wrap, st.sampled_from([*BLOCKS, *INLINE]), st.lists(inner, max_size=5)),
    max_leaves=40,
)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(st.lists(TREES, max_size=8).map(join))
def test_blocks_are_the_visible_text(body: Markup) -> None:
    html, text = body
    blocks = blocks_of(html)
    assert bare("".join(block.text for block in blocks)) == text
    assert [block.position for block in blocks] == list(range(len(blocks)))


@given(st.lists(TREES, max_size=8).map(join))
def test_inline_markup_says_the_same_as_the_text(body: Markup) -> None:
    for block in blocks_of(body[0]):
        shown = unescape(re.sub(r"<[^>]*>", "", block.html)).replace("\u200b", "")
        assert bare(shown) == bare(block.text)
        assert block.html.count("<a") == block.html.count("</a>")


@given(st.lists(TREES, max_size=8).map(join))
def test_no_line_is_empty_and_none_has_untidy_space(body: Markup) -> None:
    for block in blocks_of(body[0]):
        assert block.text or block.images
        assert block.text == block.text.strip("\t " if block.tag != "tr" else " ")
        assert not re.search(r"[\n\u3000\xa0\u200b]| {2}", block.text)
        assert block.linked <= len(block.text)


@given(st.text(max_size=80))
def test_any_text_at_all_is_read(html: str) -> None:
    for at, block in enumerate(blocks_of(html)):
        assert block.position == at
        assert block.text or block.images
