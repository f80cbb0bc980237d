"""Any blocks, any dates, any rules: the cleaner gives every block back, and a date is an interval or none."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.cleaning import clean, load_rules
from pipelines.cleaning.credit import credited_source
from pipelines.cleaning.entries import check_examples, check_patterns, make_rule
from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import PLACES
from pipelines.dating import read_shown
from pipelines.markup import body_html
from rentspider.items import Removal
from rentspider.pages import Block, Image
from tests.faults.hostile import nasty
from tests.faults.hostile.oracle import NOW, acted_on

RULES = load_rules()
EXAMPLES = [example for rule in RULES.rules for example in (*rule.positive, *rule.negative)]
LINES = st.one_of(
    st.sampled_from(EXAMPLES),
    st.sampled_from([*nasty.ALL, *nasty.HALVES]),
    st.text(max_size=200),
    st.builds("{}{}{}".format, st.sampled_from(EXAMPLES), st.text(max_size=5), st.sampled_from(EXAMPLES)),
)
BLOCKS = st.builds(
    Block,
    position=st.just(0),
    text=LINES,
    tag=st.sampled_from(["p", "li", "tr", "h2", "img", "figcaption"]),
    element=st.integers(0, 3),
    marks=st.frozensets(st.sampled_from(["ad", "sharebox", "theme-furniture", "x" * 2_000, "\ud800", ""])),
    links=st.lists(st.sampled_from(["http://a.example/post/1.html", "http://a.example/", "x"]), max_size=3).map(tuple),
    linked=st.integers(0, 100),
    images=st.lists(st.builds(Image, LINES, LINES), max_size=2).map(tuple),
)
WORDS = [
    "年",
    "月",
    "日",
    "天前",
    "周前",
    "个月前",
    "小时前",
    "刚刚",
    "今天",
    "today",
    "yesterday",
    "ago",
    "Mon",
    "Jan",
]
PARTS = st.lists(st.sampled_from([*WORDS, *"0123456789-/:.() １２"]))
NAMES = ["来源：", "转自", "文/", "（", "《", "》", "日报", "、", "综合", "本报讯", "编辑：", "|", " ", "2026-03-10"]
CREDITS = st.one_of(LINES, st.lists(st.sampled_from(NAMES), max_size=9).map("".join))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), LINES, st.lists(LINES, max_size=2), st.lists(st.integers(), max_size=2)
)
KEYS = ["id", "kind", "places", "reason", "patterns", "unless", "marks", "longest", "strong", "opens", "positive", "x"]
GOOD = {"id": "own.one", "kind": "ad", "places": ["tail"], "reason": "a reason", "patterns": ["甲"]}
TABLES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3).map(lambda table: {**GOOD, **table})
DATES = st.one_of(st.sampled_from(nasty.DATES), PARTS.map("".join), st.text(max_size=120))
LONGEST_NAME = 30
MOMENTS = st.datetimes(datetime(1993, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - they get one


@given(st.lists(BLOCKS, max_size=30), st.booleans())
@settings(deadline=None)
def test_every_block_comes_back_once_and_in_order(blocks: list[Block], learned: bool) -> None:
    blocks = [block._replace(position=at) for at, block in enumerate(blocks)]
    edges = clean(blocks, RULES).edges if learned else []
    cleaned = clean(blocks, RULES, {edge.fingerprint: 4.0 for edge in edges})
    removed = [removal.block for removal in cleaned.removed]
    assert sorted([*cleaned.kept, *removed], key=lambda block: block.position) == blocks
    for some in (cleaned.kept, removed):
        assert [block.position for block in some] == sorted(block.position for block in some)


@given(DATES, MOMENTS)
@settings(deadline=None)
def test_a_date_is_an_interval_that_goes_forward_or_none(text: str, now: datetime) -> None:
    for moment in (now, NOW):
        found = read_shown(text, moment)
        if found and found.earliest and found.latest:
            assert found.earliest <= found.latest


@given(LINES)
@settings(deadline=None)
def test_a_rule_says_yes_or_no_to_any_line(line: str) -> None:
    folded = fold(line)
    for place in PLACES:
        assert all(len(folded) <= rule.longest for rule in RULES.met(Block(0, line), folded, place))


@given(CREDITS, st.sampled_from(["source_line", "lead", "editor", "ad"]))
@settings(deadline=None)
def test_a_credit_names_what_stands_in_its_line_or_nobody(line: str, kind: str) -> None:
    name = credited_source([Removal(Block(0, line), kind, "any")])
    assert name is None or all(2 <= len(part) <= LONGEST_NAME and part in line for part in name.split("、"))


@given(st.lists(BLOCKS, max_size=10))
@settings(deadline=None)
def test_html_is_sanitised_whatever_a_block_holds(blocks: list[Block]) -> None:
    odd = acted_on(body_html([_whole(block) for block in blocks]))
    assert {*odd} <= {"src=x"}  # a picture of that name, without what was to run


@given(TABLES)
@settings(deadline=None)
def test_a_table_is_a_rule_or_told_to_be_wrong(table: dict[str, object]) -> None:
    told = ""
    try:
        check_patterns(table, RULES.vocabulary)
        check_examples(make_rule(table, RULES.vocabulary))
    except ValueError as error:
        told = str(error)
    assert "\n" not in told


def _whole(block: Block) -> Block:
    """A block without half characters, as pages have it."""
    images = tuple(Image(f"http://a.example/{_encodable(image.url)}", _encodable(image.alt)) for image in block.images)
    return block._replace(html=_encodable(block.text), images=images)


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()
