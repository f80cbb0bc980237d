"""The lines of a body in every way that authors paste one, and in markup that is broken."""

from random import Random

import pytest

from tests.fakesite.blocks import half_width
from tests.fakesite.styles import STYLES
from tests.pages.helpers import blocks_of, texts_of

LINES = ["园区二期昨日封顶，共计十二层。", "其中 A & B 两栋 < 30 米。", "（完）", half_width("招商：三家企业签约！")]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_styles(style: str, seed: int) -> None:
    assert texts_of(STYLES[style](Random(seed), LINES)) == LINES


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>　　甲</p><p>&emsp;乙&nbsp;</p>", ["甲", "乙"]),
        ("<p>甲</p>乙<p>丙</p>丁", ["甲", "乙", "丙", "丁"]),
        ("甲<br>乙<br/>丙<br><br>&nbsp;<br>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<section><section><span>前</span><strong>中</strong><span>后</span></section></section>", ["前中后"]),
        ("<p>一行\n写成\t两行</p>", ["一行 写成 两行"]),
        ("<b><p>甲</p><p>乙</p></b>", ["甲", "乙"]),
        ("<font><center>甲</center></font>乙", ["甲", "乙"]),
        ("<p>甲<hr>乙</p>", ["甲", "乙"]),
        ("<ul><li>甲<li>乙</ul><ol><li><p>丙</p></li></ol>", ["甲", "乙", "丙"]),
        ("<ul><li>甲<ul><li>乙</li></ul>丙</li></ul>", ["甲", "乙", "丙"]),
        ("<dl><dt>面积</dt><dd>八百平方米</dd></dl>", ["面积", "八百平方米"]),
        ("<figure><img src='/a.png'><figcaption>图注</figcaption></figure>", ["", "图注"]),
        ("<blockquote><p>引文</p></blockquote><h2>小标题</h2>", ["引文", "小标题"]),
        ("", []),
        ("<p></p><p>&nbsp;</p><div><br></div>\u200b", []),
    ],
)
def test_a_line_ends_where_a_reader_sees_it_end(html: str, lines: list[str]) -> None:
    assert texts_of(html) == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("甲</br>乙", ["甲", "乙"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲<ins>乙</ins>丙</p>", ["甲乙丙"]),
        ("<fieldset><legend>甲</legend>乙</fieldset>", ["甲", "乙"]),
        ("<hgroup>甲</hgroup>乙<menu>丙</menu>丁", ["甲", "乙", "丙", "丁"]),
        ("<title>别站</title><p>甲</p>", ["甲"]),
        ("<p>甲&#31;乙</p>", ["甲 乙"]),
        pytest.param("甲</BR>乙", ["甲", "乙"]),
        pytest.param("<p>甲\ue000乙</p>", ["甲\ue000乙"]),
    ],
)
def test_less_common_markup(html: str, lines: list[str]) -> None:
    assert texts_of(html) == lines


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('<p>广告</p>')</script>",
        "<style>p { color: red }</style>",
        "<noscript><img src='/x.png'>请开启脚本</noscript>",
        "<iframe src='http://ad.example.com/'>不支持框架</iframe>",
        "<svg><text>图形</text></svg>",
        "<video controls>不支持视频</video>",
        "<template><p>样板</p></template>",
        "<textarea>输入</textarea>",
        "<select><option>选项</option></select>",
        "<!-- 注释 -->",
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->",
        "<?xml:namespace prefix = o ns = 'urn:x' />",
        "<o:p></o:p>",
    ],
)
def test_what_no_reader_sees(unseen: str) -> None:
    assert texts_of(f"<p>头{unseen}尾</p>") == ["头尾"]
    assert texts_of(f"{unseen}尾<br>{unseen}二") == ["尾", "二"]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
        ("<p>甲</b></span></i>乙</p>", ["甲乙"]),
        ("<b><p>甲</b>乙</p>丙", ["甲乙", "丙"]),
        ("<p>3<5 而 7 > 6", ["3<5 而 7 > 6"]),
        ("<p>甲&unknown;乙 &amp;nbsp; AT&T</p>", ["甲&unknown;乙 AT&T"]),
        ("<html><body><p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
        ("<p style='a' style='b' 甲=乙>丙</p>", ["丙"]),
        ("<p>甲</p", ["甲"]),
    ],
)
def test_broken_markup(html: str, lines: list[str]) -> None:
    assert texts_of(html) == lines


def test_deep_nesting() -> None:
    assert texts_of("<section>" * 400 + "深处" + "</section>" * 400 + "<p>之后</p>") == ["深处", "之后"]


def test_blocks_are_numbered_and_lines_of_one_element_share_its_number() -> None:
    blocks = blocks_of("<p>甲</p><div>乙<br>丙<p>丁</p>戊</div>")
    assert [block.position for block in blocks] == [0, 1, 2, 3, 4]
    paragraph, second, third, inner, last = (block.element for block in blocks)
    assert second == third == last
    assert len({paragraph, second, inner}) == 3
