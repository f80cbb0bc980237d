"""The decision: what stays, what goes, and that nothing is lost on the way."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cleaning import Cleaned, clean, load_rules
from rentspider.pages import Block, Image

RULES = load_rules()
PROSE = [
    "本报讯（记者 钱某某）某区昨天签约一批产业项目，总投资超过一百亿元，涉及智能制造等多个领域，年内陆续开工。",
    "该负责人介绍，园区今年上半年新引进企业八十余家，其中规模以上工业企业十二家，产值同比增长百分之十五，税收同步提高。",
    "与此同时，老厂房改造工程进入收尾阶段，三栋楼宇预计年底前交付，届时可以再容纳四十家中小企业，带动就业三千人左右。",
]
CONTACT = ["招商热线：400-000-1234", "微信/手机：13800000001", "扫一扫关注公众号"]
PORTAL = ["前往某某财经APP阅读全文", "隔夜外盘多数上涨", "一图看懂本周要闻", "打开某某财经APP查看更多内容"]
TRAPS = [
    "企业如需了解申报细则，可拨打区经委服务热线021-00001234咨询。",
    "关注“上海某区”微信公众号的企业可在17日前在线预约窗口办理时间。",
    "招聘会现场设置14个扫码登记区，求职者扫描二维码即可投递简历八百份。",
    "公司联系人由园区行政部统一指定，联系方式在签约后26日内报区里备案。",
    "签约仪式随后举行。",
    "（完）",
]


def cleaned(*texts: str) -> Cleaned:
    return clean([Block(number, text, element=number) for number, text in enumerate(texts)], RULES)


def kept(*texts: str) -> list[str]:
    return [block.text for block in cleaned(*texts).kept]


@pytest.mark.parametrize("tail", [CONTACT, PORTAL, ["（文章来源：某某报）", *PORTAL, *CONTACT], CONTACT[:1]])
def test_the_tail_goes(tail: list[str]) -> None:
    assert kept(*PROSE, *tail) == PROSE


def test_an_odd_line_among_signs_goes_too() -> None:
    assert kept(*PROSE, CONTACT[0], "您身边的厂房专家", CONTACT[1]) == PROSE


@pytest.mark.parametrize("line", ["隔夜外盘多数上涨", "您身边的厂房专家"])
def test_the_same_odd_line_amid_prose_stays(line: str) -> None:
    assert kept(PROSE[0], line, *PROSE[1:]) == [PROSE[0], line, *PROSE[1:]]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_news_that_looks_like_boilerplate_stays(trap: str, place: int) -> None:
    article = [*PROSE[:place], trap, *PROSE[place:]]
    assert kept(*article, "（文章来源：某某报）", *PORTAL, *CONTACT) == article


@pytest.mark.parametrize("line", CONTACT)
def test_a_single_line_of_the_tail_stays_amid_prose(line: str) -> None:
    assert kept(PROSE[0], line, *PROSE[1:]) == [PROSE[0], line, *PROSE[1:]]


def test_an_advert_amid_prose_goes() -> None:
    assert kept(PROSE[0], "点击查看更多厂房信息>>", *PROSE[1:]) == PROSE


def test_a_listing_is_an_article() -> None:
    facts = ["位置：某某镇", "面积：1200平方米", "层高：9米", "租金：每天1.2元"]
    assert kept(*facts, *CONTACT) == facts


@pytest.mark.parametrize(
    "own", ["联系人：李某", "对接：李工 13800000007", "阿某 13800000017 电话不通发短信", "业主代表 李总 13800000011"]
)
def test_a_listing_keeps_its_own_contact_and_not_the_operators(own: str) -> None:
    facts = ["某某镇小面积车间", "180㎡—420㎡", "380V动力电", "可做机加工、雕刻", "水费5.2，电费1.1", "押一付三"]
    assert kept(*PROSE, *facts, own, *CONTACT) == [*PROSE, *facts, own]


def test_behind_prose_a_name_and_a_number_are_the_operators() -> None:
    assert kept(*PROSE, "业主代表 李总 13800000011", *CONTACT[1:]) == PROSE


SHORT = [
    "三天在家，两天在园区，这家公司的工位只有员工的一半。",
    "“人来园区不是为了电脑，是为了人。”创始人说道。",
    "园区的运营方也在调整，健身房的使用率被写进了月报。",
    "那些仍然按工位卖楼的园区，正在失去一代租户。",
]


def test_an_article_of_short_paragraphs_loses_its_tail_and_nothing_else() -> None:
    assert kept(*SHORT, "【推荐阅读】", "写字楼空置率见顶了吗", "这座园区为什么不装闸机", "返回首页") == SHORT


def test_short_lines_in_a_row_amid_the_text_are_a_list_of_its_own() -> None:
    rows = ["租金更低", "手续更快", "贷款更省", "招工更易"]
    assert kept(PROSE[0], *rows, *PROSE[1:]) == [PROSE[0], *rows, *PROSE[1:]]


def test_each_removal_names_its_kind_and_rule() -> None:
    removed = cleaned(*PROSE, "（文章来源：某某报）", CONTACT[0]).removed
    assert [(removal.kind, removal.rule) for removal in removed] == [
        ("source_line", "source.label"),
        ("contact", "contact.number"),
    ]


def test_links_to_other_posts_go_with_their_heading() -> None:
    url = "http://demo.example/index.php/post/{}.html"
    links = [Block(n, f"第{n}条新闻标题", links=(url.format(n),), linked=7, tag="li") for n in (5, 6)]
    blocks = [*(Block(n, text) for n, text in enumerate(PROSE)), Block(4, "相关阅读："), *links]
    assert [block.text for block in clean(blocks, RULES).kept] == PROSE


def test_a_picture_of_a_code_goes_and_another_stays() -> None:
    photo = Block(3, "", images=(Image("http://demo.example/photo.jpg", ""),), tag="img")
    code = Block(4, "", images=(Image("http://demo.example/a.jpg", "微信二维码"),), tag="img")
    blocks = [*(Block(n, text) for n, text in enumerate(PROSE)), photo, code]
    assert clean(blocks, RULES).kept == blocks[:4]


def test_nothing_is_nothing() -> None:
    assert clean([], RULES) == Cleaned([], [])


lines = st.lists(
    st.sampled_from([*PROSE, *CONTACT, *PORTAL, *TRAPS, "小标题", "", "来源：某某报", "广告", "面积：12米"])
)


def blocks_of(texts: Sequence[str]) -> list[Block]:
    return [Block(number, text, element=number) for number, text in enumerate(texts)]


@given(lines)
def test_kept_and_removed_are_the_whole_body_in_order(texts: list[str]) -> None:
    blocks = blocks_of(texts)
    result = clean(blocks, RULES)
    together = result.kept + [removal.block for removal in result.removed]
    assert sorted(together, key=lambda block: block.position) == blocks
    assert result.kept == sorted(result.kept, key=lambda block: block.position)


@given(lines)
def test_cleaning_twice_is_cleaning_once(texts: list[str]) -> None:
    once = clean(blocks_of(texts), RULES).kept
    assert clean(once, RULES).kept == once


@given(lines)
def test_a_long_paragraph_is_never_lost(texts: list[str]) -> None:
    result = {block.text for block in clean(blocks_of(texts), RULES).kept}
    assert set(PROSE) & set(texts) <= result
