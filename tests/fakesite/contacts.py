"""The operator's contact block: who to call, in the wordings and broken markups that such blocks come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from tests.fakesite.leftovers import Kind, Leftover
from tests.fakesite.words import SURNAMES


@dataclass(frozen=True)
class Operator:
    """Who runs the site; the numbers have the usual shapes and belong to nobody."""

    name: str = "陶经理"
    hotline: str = "400 000 1234"
    mobiles: tuple[str, ...] = ("13800000001", "13900000002", "15000000003")


NAME = (
    "{}微信号",
    "招商顾问：{}",
    "联系人：{}",
    "{}（微信同号）",
    "园区直招联系人 {}",
    "看房请找{}",
    "业务经理：{}",
)
HOTLINE = (
    "招商热线：{}",
    "厂房仓库租售电话：{}",
    "园区招商/厂房租赁:{}",
    "全国服务电话：{}",
    "免费选址热线 {}",
    "☎ {}",
    "土地厂房咨询：{}（免费）",
)
MOBILE = ("微信/手机：", "手机（微信同号）：", "或加微信/电话:", "咨询电话：", "手机：", "电话/微信 ", "")
REQUEST = (
    "来电请说明所需面积、层高、行业和税收情况，方便我们为您匹配房源。",
    "请把公司名称、用途、面积和联系方式发给我们，半小时内回电。",
    "联系时请告知您的需求，我们免费带看、免费落实政策。",
    "请留言注明：公司、姓名、手机、意向区域，招商经理尽快与您对接。",
    "委托找房不收企业一分钱，欢迎来电说明要求。",
)
SCAN = (
    "长按识别二维码，加{}微信",
    "扫一扫，添加{}为好友",
    "微信扫码加{}，发您最新房源",
    "扫描上方二维码咨询{}",
    "长按/扫码添加{}企业微信",
)
FOLLOW = ("扫码关注本站公众号", "扫一扫关注“沪上厂房”", "关注公众号，获取更多厂房信息")


def random_operator(rng: Random) -> Operator:
    """Another operator, for wordings and numbers never seen."""
    mobiles = tuple(f"1{rng.choice('3589')}{rng.randint(0, 9)}0000{rng.randint(0, 9999):04d}" for _ in range(3))
    name = rng.choice(SURNAMES) + rng.choice(["经理", "先生", "女士", "主任"])
    shape = rng.choice(["400 000 {}", "400-000-{}", "400000{}", "021-0000{}"])
    return Operator(name, shape.format(rng.randint(1000, 9999)), mobiles[: rng.randint(1, 3)])


@dataclass(frozen=True)
class Row:
    """One line of the block: as HTML, as plain text, and the visible pieces that have to go."""

    html: str
    text: str
    pieces: tuple[str, ...]
    kind: Kind = "contact"


def row(wording: str, kind: Kind = "contact") -> Row:
    """A row of plain text."""
    return Row(escape(wording, quote=False), wording, (wording,), kind)


def mobile_row(rng: Random, mobiles: Sequence[str]) -> Row:
    """The mobile numbers: run together, linked, parted by ``<br/>``, or in links broken by an editor."""
    prefix = rng.choice(MOBILE)
    links = [f'<a href="tel:{number}">{number}</a>' for number in mobiles]
    forms = [
        "".join(mobiles),
        "".join(links),
        "<br/>".join(mobiles),
        " / ".join(mobiles),
        '</a><a href="tel:0">'.join(mobiles),
    ]
    plain = prefix + rng.choice(["", " ", "/", "、"]).join(mobiles)
    return Row(prefix + rng.choice(forms), plain, (prefix + mobiles[0], *mobiles[1:]))


def block_rows(rng: Random, operator: Operator) -> list[Row]:
    """Most of the lines that a block can have, in their usual order."""
    optional = [
        (0.6, row(rng.choice(NAME).format(operator.name))),
        (0.9, row(rng.choice(HOTLINE).format(operator.hotline))),
        (0.9, mobile_row(rng, operator.mobiles)),
        (0.7, row(rng.choice(REQUEST))),
        (0.6, row(rng.choice(SCAN).format(operator.name))),
        (0.4, row(rng.choice(FOLLOW), "follow")),
    ]
    return [each for chance, each in optional if rng.random() < chance] or [optional[1][1]]


def wrap_rows(rng: Random, rows: Sequence[Row]) -> str:
    """The rows in one paragraph, in several, or in an element of their own."""
    several = "".join(f"<p>{each.html}</p>" for each in rows)
    one = "<br/>".join(each.html for each in rows)
    return rng.choice(
        [
            f"<p>{one}</p>\n",
            several + "\n",
            f'<div class="contact">{several}</div>\n',
            f"<div>{one}</div>\n",
            f'<section><section style="text-align: center;">{several}</section></section>\n',
            "".join(f'<p style="text-align:center"><strong>{each.html}</strong></p>' for each in rows),
        ]
    )


def contact_block(rng: Random, operator: Operator) -> Leftover:
    """The block at the end of the body, at times below a QR picture, at times typeset like the article."""
    rows = block_rows(rng, operator)
    removed = tuple((piece, each.kind) for each in rows for piece in each.pieces)
    shown = tuple(number for number in operator.mobiles if any(number in piece for piece, _ in removed))
    if rng.random() < 0.2:
        return Leftover(removed, prose=tuple(each.text for each in rows), phones=shown)
    return Leftover(removed, html=qr_picture(rng) + wrap_rows(rng, rows), phones=shown)


def qr_picture(rng: Random) -> str:
    """The operator's QR code, with or without an alternative text, or nothing."""
    return rng.choice(
        [
            "",
            '<p><img src="/zb_users/upload/qr.png" alt="微信二维码"/></p>\n',
            '<p style="text-align:center"><img src="/zb_users/upload/2026/01/qr.jpg" alt="" /></p>\n',
        ]
    )
