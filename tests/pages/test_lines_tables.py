"""Tables: a row is a line with its cells parted by tabs, but a table of one column is a frame around paragraphs."""

import re
from random import Random

import pytest

from tests.fakesite import styles
from tests.fakesite.blocks import Table, lines
from tests.pages.helpers import blocks_of, texts_of

PLAN = Table((("层数", "面积", "租金"), ("一层", "600 平方米", "1.2 元"), ("二至四层", "1800 平方米", "0.9 元")))


@pytest.mark.parametrize("seed", range(12))
def test_table(seed: int) -> None:
    blocks = blocks_of(styles.table(Random(seed), PLAN))
    assert [block.text for block in blocks] == lines(PLAN)
    assert {block.tag for block in blocks} == {"tr"}


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<tr><td>甲<td>乙<tr><td>丙<td>丁", ["甲\t乙", "丙\t丁"]),
        ("<thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>", ["甲\t乙", "1\t2"]),
        ("<tr><td><p>甲</p><p>乙</p></td><td>丙<br>丁</td></tr>", ["甲 乙\t丙 丁"]),
        ("<tr> <td> 甲 </td>\n <td>\n乙</td> </tr>", ["甲\t乙"]),
        ("<tr><td>甲</td><!-- 注 --><td>乙</td></tr>", ["甲\t乙"]),
        ("<tr><td>甲</td><td></td><td>丙</td></tr>", ["甲\t\t丙"]),
        ("<tr><td></td><td>&nbsp;</td></tr>", []),
        ("<caption>租金表</caption><tr><td>甲</td><td>乙</td></tr>", ["租金表", "甲\t乙"]),
        ("<tr><td>甲<table><tr><td>1</td><td>2</td></tr></table></td><td>乙</td></tr>", ["甲 1 2\t乙"]),
        ("<tr><td colspan=2>全宽</td></tr><tr><td>甲</td><td>乙</td></tr>", ["全宽", "甲\t乙"]),
        ("<tr><td>甲<script>x()</script></td><td>乙</td></tr>", ["甲\t乙"]),
    ],
)
def test_rows(html: str, rows: list[str]) -> None:
    assert texts_of(f"<table>{html}</table>") == rows
    assert texts_of(f"<p>前</p><table>{html}</table>后") == ["前", *rows, "后"]


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td>甲</td></tr><tr><td>乙</td></tr>",
        "<tr><td><p>甲</p><p>乙</p></td></tr>",
        "<tr><td>甲<br>乙</td></tr>",
        "<tr><td><table><tr><td>甲</td></tr></table></td></tr><tr><td>乙</td></tr>",
        "<tbody><tr>\n<td><div>甲</div>乙</td>\n</tr></tbody>",
        "<tr><!-- 正文 --><td><p>甲</p><p>乙</p></td></tr>",
    ],
)
def test_table_of_one_column_is_plain_lines(html: str) -> None:
    assert texts_of(f"<table>{html}</table>") == ["甲", "乙"]


def test_table_inside_a_frame() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    assert texts_of(f"<table><tr><td><p>前</p>{inner}<p>后</p></td></tr></table>") == ["前", "甲\t乙", "后"]


def test_lines_after_a_table_end_again() -> None:
    assert texts_of("<table><tr><td>甲</td><td>乙</td></tr></table>丙<br>丁") == ["甲\t乙", "丙", "丁"]


def test_markup_of_a_row_keeps_its_cells() -> None:
    [block] = blocks_of("<table><tr><td><b>甲</b></td><td>乙</td></tr></table>")
    assert re.sub("<[^>]*>", "", block.html) == block.text == "甲\t乙"


def test_empty_first_cell_keeps_the_columns_in_line() -> None:
    rows = texts_of(
        "<table><tr><td></td><td>一月</td><td>二月</td></tr><tr><td>租金</td><td>3</td><td>4</td></tr></table>"
    )
    assert [row.count("\t") for row in rows] == [2, 2]
