"""Any blocks, any dates, any rules: the cleaner gives every block back, and a date is an interval or none."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.cleaning import clean, load_rules
from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import PLACES
from pipelines.dating import read_shown
from rentspider.pages import Block, Image
from tests.faults.hostile import nasty
from tests.faults.hostile.oracle import NOW

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
DATES = st.one_of(st.sampled_from(nasty.DATES), PARTS.map("".join), st.text(max_size=120))
MOMENTS = st.datetimes(datetime(1993, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - they get one


@given(st.lists(BLOCKS, max_size=30), st.booleans())
@settings(max_examples=200)
def test_every_block_comes_back_once_and_in_order(blocks: list[Block], learned: bool) -> None:
    blocks = [Block(at, *[getattr(block, name) for name in Block.__slots__[1:]]) for at, block in enumerate(blocks)]
    edges = clean(blocks, RULES).edges if learned else []
    cleaned = clean(blocks, RULES, {edge.fingerprint: 4.0 for edge in edges})
    removed = [removal.block for removal in cleaned.removed]
    assert sorted([*cleaned.kept, *removed], key=lambda block: block.position) == blocks
    for some in (cleaned.kept, removed):
        assert [block.position for block in some] == sorted(block.position for block in some)


@given(DATES, MOMENTS)
@settings(max_examples=200, deadline=None)
def test_a_date_is_an_interval_that_goes_forward_or_none(text: str, now: datetime) -> None:
    for moment in (now, NOW):
        found = read_shown(text, moment)
        if found and found.earliest and found.latest:
            assert found.earliest <= found.latest


@given(LINES)
def test_a_rule_says_yes_or_no_to_any_line(line: str) -> None:
    folded = fold(line)
    for place in PLACES:
        assert all(len(folded) <= rule.longest for rule in RULES.met(Block(0, line), folded, place))
