"""What comes along when a piece is copied from a portal: app adverts, disclaimers, headlines, stock tips."""

from dataclasses import dataclass
from html import escape
from random import Random

from tests.fakesite.leftovers import Kind, Leftover
from tests.fakesite.words import COINED, INDUSTRIES, Scene, fill


@dataclass(frozen=True)
class Portal:
    """A portal's own lines; ``credit`` is how it names itself as the source, if it does."""

    name: str
    apps: tuple[str, ...]
    disclaimers: tuple[str, ...]
    credit: str = ""
    finance: bool = False


PORTALS = (
    Portal(
        "东方财富",
        ("点击打开东方财富APP，看全文更顺畅", "到东方财富APP里读完整版", "打开东方财富APP，查看更多同类文章", "东方财富网友正在热议，点此参与"),
        ("东方财富转载此文只为传播信息，与本站立场无关，不构成投资建议，据此操作风险自负。",),
        finance=True,
    ),
    Portal(
        "搜狐",
        ("返回搜狐首页，查看更多精彩", "打开搜狐新闻客户端，看网友评论", "返回搜狐，看更多内容"),
        ("搜狐号声明：文章只代表作者本人观点，搜狐号是信息发布平台，仅提供存储空间。", "平台提示：该内容由搜狐号作者上传，搜狐不对其真实性负责。"),
    ),
    Portal(
        "新浪财经",
        ("更多财经资讯和解读，就在新浪财经APP", "下载新浪财经APP，掌握第一手行情"),
        ("新浪声明：登载此文出于传递信息的目的，不意味着赞同其观点，投资者据此操作，风险自担。",),
        finance=True,
    ),
    Portal(
        "网易",
        ("打开网易新闻APP，看{100-900}条跟贴", "前往网易新闻查看高清大图"),
        ("特别声明：本文由网易号作者上传并发布，观点归作者本人，网易只提供信息存储服务。",),
        credit="本文来源：网易",
    ),
    Portal(
        "腾讯新闻",
        ("打开腾讯新闻，看更多本地资讯", "在腾讯新闻里继续阅读"),
        ("本文为企鹅号作者原创，不代表腾讯新闻立场，如需转载请联系作者。",),
    ),
    Portal(
        "澎湃新闻",
        ("打开澎湃新闻APP，参与讨论", "澎湃新闻客户端可查看完整图集"),
        ("本文由澎湃号作者上传并发布，仅代表其个人观点，澎湃新闻只提供信息发布平台。",),
        credit="本文来自澎湃新闻",
    ),
    Portal(
        "今日头条",
        ("打开今日头条，查看更多图片", "在今日头条搜索“{area}厂房”，看更多相关内容"),
        ("以上内容由头条号作者发布，不代表本平台观点。",),
    ),
    Portal(
        "和讯",
        ("关注和讯财经，行情早知道", "打开和讯APP，看专家实时解盘"),
        ("和讯网提醒：本文仅供读者参考，不构成任何买卖依据，请自行承担全部责任。",),
        finance=True,
    ),
    Portal(
        "证券之星",
        ("点击查看证券之星更多深度数据", "用证券之星APP，看个股体检报告"),
        ("以上内容由证券之星根据公开资料整理，与本站立场无关，股市有风险，投资需谨慎。",),
        finance=True,
    ),
    Portal(
        "同花顺",
        ("来同花顺，查看更多热股解读", "打开同花顺APP，阅读原文"),
        ("同花顺财经转载此文，不保证内容的准确与完整，不作为投资依据。",),
        finance=True,
    ),
    Portal(
        "界面新闻",
        ("下载界面新闻APP，读更多商业报道", "打开界面新闻客户端，订阅作者"),
        ("本文仅代表作者观点，未经界面新闻授权不得转载。",),
        credit="本文来源：界面新闻",
    ),
    Portal(
        "凤凰网",
        ("打开凤凰新闻，看更多高清大图", "凤凰新闻客户端，邀你一起评论"),
        ("凤凰网声明：此文由凤凰号作者提供，不代表本网看法。",),
    ),
)
HEADLINES = (
    "收评：三大指数涨跌不一 {trade}板块领涨", "央行今日开展{300-3000}亿元逆回购操作", "隔夜美股收高 科技股普遍反弹",
    "财经早知道：{1-12}月{1-28}日重要消息一览", "北向资金全天净买入{10-90}亿元", "国际油价跌{1~4}% 黄金再创新高",
    "两市成交额连续{3-9}日突破万亿", "机构论市：{trade}行情还能走多远", "新股提示：今日{1-3}只新股申购",
    "一图读懂{trade}产业链", "深夜公告：{2-9}家公司披露业绩预告", "外盘头条：欧洲股市全线走高",
)  # fmt: skip
NEWS = (
    "男子驾车{300-900}公里回乡，只为一碗面", "多地发布高温预警 这些事项要注意", "高考作文题公布 你会怎么写",
    "某地一商场起火 所幸无人受伤", "这种水果降价了 网友：终于实现自由", "今晚有流星雨 每小时可达{20-90}颗",
    "国足名单出炉 {2-5}名新人入选", "退休后最该做的{3-9}件事", "冷空气今夜到货 降温{6-12}度",
)  # fmt: skip
TIPS = (
    "{600000-600999}，{trade}龙头，主力连续{2-9}天大举买入！",
    "牛股追踪【{coined}】：{trade}订单爆满，明天还有机会",
    "{trade}最受益的{2-5}只股，第一只已涨停",
    "股民注意：这只{trade}股筹码高度集中，散户正在离场",
    "【{coined}科技】诊断：短期趋势强劲，关注{5-60}元压力位",
    "重磅利好！{trade}概念股有望翻倍，名单曝光",
)


def portal_bundle(rng: Random, scene: Scene, portal: Portal | None = None) -> Leftover:
    """A portal's lines in a usual order; a portal that credits itself counts as source where no other is named."""
    portal = portal or rng.choice(PORTALS)
    lines: list[tuple[str, Kind]] = []
    if portal.credit and rng.random() < 0.5:
        lines.append((portal.credit, "source_line"))
    lines.append((rng.choice(portal.apps), "portal"))
    if rng.random() < 0.8:
        lines.append((rng.choice(portal.disclaimers), "disclaimer"))
    lines += headlines(rng, portal)
    filled = tuple((fill(rng, wording, scene), kind) for wording, kind in lines)
    source = portal.name if portal.credit and lines[0][1] == "source_line" else None
    prose = tuple(wording for wording, _ in filled)
    return Leftover(filled, html=own_markup(rng, prose), prose=prose, source=source)


def headlines(rng: Random, portal: Portal) -> list[tuple[str, Kind]]:
    """Other headlines of the portal and, on finance portals, stock tips."""
    lines: list[tuple[str, Kind]] = []
    if rng.random() < 0.6:
        pool = HEADLINES if portal.finance else NEWS
        lines += [(wording, "portal") for wording in rng.sample(pool, rng.randint(1, 4))]
    if portal.finance and rng.random() < 0.7:
        tips = rng.sample(TIPS, rng.randint(1, 3))
        lines += [(with_stock(rng, wording), "portal") for wording in tips]
    return lines


def with_stock(rng: Random, wording: str) -> str:
    """The tip with an invented stock; the other slots are filled with the rest."""
    return wording.replace("{coined}", rng.choice(COINED)).replace("{trade}", rng.choice(INDUSTRIES))


def own_markup(rng: Random, prose: tuple[str, ...]) -> str:
    """Markup of its own for the lines, or none: then they look like the article's paragraphs."""
    if rng.random() < 0.6:
        return ""
    form = rng.choice(["<p>　　{}</p>\n", "<p>{}</p>\n", '<p><a href="https://news.example.com/app">{}</a></p>\n'])
    return "".join(form.format(escape(wording, quote=False)) for wording in prose)
