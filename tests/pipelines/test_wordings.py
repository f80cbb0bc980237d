"""The whole cleaner against wordings that were written without knowledge of its rules (tests/data/wordings).

The floors are pinned: a change may raise them, never lower them.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.cleaning import clean, credited_source, load_rules
from rentspider.pages import Block

WORDINGS = Path(__file__).parents[1] / "data" / "wordings"
RULES = load_rules()
PROSE = [
    "本报讯（记者 钱某某）某区昨天签约一批产业项目，总投资超过一百亿元，涉及智能制造等领域，明年下半年陆续投产。",
    "该负责人介绍，园区今年上半年新引进企业八十余家，其中规模以上工业企业十二家，产值同比增长百分之十五，税收同步提高。",
    "老厂房改造进入收尾阶段，三栋楼宇年底前交付，届时可以再容纳四十家中小企业，带动就业三千人左右，管线也将一并更新。",
]
TAIL = [
    "（文章来源：某某报）",
    "打开某某财经APP查看更多内容",
    "隔夜外盘多数上涨",
    "招商热线：400-000-1234",
    "扫一扫关注公众号",
]
# The share of lines of a kind that is told from an article by the line alone, nothing else standing around it.
ALONE = {
    "contact": 0.62,
    "follow": 0.95,
    "source_line": 0.95,
    "portal": 0.67,
    "disclaimer": 0.94,
    "lead": 1.0,
    "related": 0.91,
    "editor": 0.97,
    "ad": 0.87,
}
NEWS_KEPT = 0.998
SOURCES_RIGHT = 0.98
POSTS_EXACT = 0.91


def rows(name: str) -> Iterator[list[str]]:
    for line in (WORDINGS / name).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.split("\t")


def kept(lines: list[str]) -> list[str]:
    return [block.text for block in clean([Block(number, line) for number, line in enumerate(lines)], RULES).kept]


def around(line: str, place: str) -> list[str]:
    return {"head": [line, *PROSE], "body": [PROSE[0], line, *PROSE[1:]], "tail": [*PROSE, line]}[place]


@pytest.mark.parametrize("kind", ALONE)
def test_leftovers_are_known_even_alone(kind: str) -> None:
    lines = [(place, text) for its_kind, place, text in rows("leftovers.tsv") if its_kind == kind]
    left = [text for place, text in lines if text in kept(around(text, place))]
    assert 1 - len(left) / len(lines) >= ALONE[kind], left


def test_news_stays_wherever_it_stands() -> None:
    lines = [(kind, text) for kind, text, *_ in rows("news.tsv")]
    bodies = [
        (text, body)
        for kind, text in lines
        for body in ([text, *PROSE, *TAIL], [PROSE[0], text, *PROSE[1:], *TAIL], [*PROSE, text, *TAIL], [*PROSE, text])
        if not (kind in {"closing", "caption", "notice", "subheading"} and text in (body[0], body[3]))
    ]
    lost = [text for text, body in bodies if text not in kept(body)]
    assert 1 - len(lost) / len(bodies) >= NEWS_KEPT, lost


def test_no_paragraph_around_is_lost() -> None:
    for _, place, text in rows("leftovers.tsv"):
        assert [line for line in kept(around(text, place)) if line in PROSE] == PROSE, text


def test_sources() -> None:
    wrong = []
    lines = [(row[0], row[1] if len(row) > 1 and row[1] else None) for row in rows("sources.tsv")]
    for line, name in lines:
        body = [Block(number, text) for number, text in enumerate([*PROSE, line])]
        if credited_source(clean(body, RULES).removed) != name:
            wrong.append((line, name))
    assert 1 - len(wrong) / len(lines) >= SOURCES_RIGHT, wrong


def test_whole_posts() -> None:
    """Posts written without knowledge of the rules: no line of an article is lost, and most bodies are exact."""
    posts = [json.loads(line) for line in (WORDINGS / "posts.jsonl").read_text(encoding="utf-8").splitlines()]
    lost, exact = [], 0
    for post in posts:
        blocks = [Block(number, text) for number, (_, text) in enumerate(post["lines"])]
        positions = {block.position for block in clean(blocks, RULES).kept}
        true = {number for number, (label, _) in enumerate(post["lines"]) if label == "keep"}
        lost += [post["lines"][number][1] for number in true - positions]
        exact += positions == true
    assert lost == []
    assert exact / len(posts) >= POSTS_EXACT
