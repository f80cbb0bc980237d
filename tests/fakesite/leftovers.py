"""What the article brought along and has to leave behind: credits, calls to follow, copyright notices.

Each maker draws one wording of a family. Contact blocks, portals and adverts have modules of their own.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.fakesite.words import PAPERS, Scene, fill, full_name

Kind = Literal[
    "contact", "ad", "portal", "disclaimer", "source_line", "lead", "related", "editor", "follow", "copyright"
]


@dataclass(frozen=True)
class Leftover:
    """Something in the body that is not the article.

    ``html`` is its own markup; where that is empty, ``prose`` is typeset like the paragraphs around it.
    ``removed`` are the visible pieces that must be gone, ``source`` the publication that it credits.
    """

    removed: tuple[tuple[str, Kind], ...]
    html: str = ""
    prose: tuple[str, ...] = ()
    source: str | None = None
    phones: tuple[str, ...] = ()


def line(kind: Kind, wording: str, source: str | None = None) -> Leftover:
    """One line, typeset like the article."""
    return Leftover(((wording, kind),), prose=(wording,), source=source)


SOURCE_LINES = (
    "（文章来源：{}）", "（来源：{}）", "来源：{}", "来源 | {}", "来源丨{}", "稿源：{}", "本文转自{}", "文章转载自：{}",
    "本文来源：{}", "【来源：{}】", "信息来源：{}", "转自：{}", "内容来源 | {}", "文章来源于{}", "本文转载自“{}”微信公众号",
    "来源/{}", "—— 摘自《{}》", "▍来源：{}", "原载于{}",
)  # fmt: skip
SOURCE_WITH_BYLINE = ("来源：{paper}　作者：{reporter}", "来源：{paper} 记者：{reporter}", "{reporter} | 来源：{paper}")
EDITORS = (
    "责任编辑：{}", "（责任编辑：{}）", "编辑丨{}", "编辑：{}　校对：{}", "校对 / {}　审核 / {}", "责编：{} 二审：{} 三审：{}",
    "文/{} 图/{}", "值班编辑：{}", "【编辑:{}】", "撰稿：{} | 摄影：{}", "本文编辑 {}", "初审：{}；复审：{}；终审：{}",
    "（本文记者：{} 通讯员：{}）", "监制：{}　编审：{}　编辑：{}", "编辑：{}，投稿邮箱：tougao@park.example",
)  # fmt: skip
LEADS = (
    "点击上方蓝字关注“{area}园区观察”",
    "点击蓝字，关注我们",
    "↑ 点上方“沪上厂房”，可加关注",
    "▲ 轻点蓝字，订阅{area}产业资讯",
    "点击标题下方蓝字即可免费订阅",
    "（点击上方蓝字，一键关注{town}企业服务）",
)
ORIGINAL_TITLE = ("原标题：{}", "（原标题：{}）", "原标题 | {}", "【原标题】{}", "原文标题：{}")
FOLLOW = (
    "扫码关注公众号“沪上园区通”，房源信息早知道",
    "喜欢这篇文章，点个“在看”再走吧",
    "觉得有用，请点赞、在看、转发三连",
    "更多园区资讯，请关注微信公众号：{area}厂房网",
    "长按识别下方二维码，关注我们",
    "欢迎关注“{area}招商在线”，每天推送最新厂房",
    "↓↓↓ 点击阅读原文，了解更多",
    "分享到朋友圈，让更多人看到",
    "扫一扫下方二维码，关注本站公众号",
    "动动手指，点亮右下角的“在看”",
)
COPYRIGHT = (
    "版权声明：本文著作权属于原作者，如有侵权请告知，我们会尽快删除。",
    "本站部分图文摘自网络，版权归原作者所有，有异议请联系管理员处理。",
    "本文由{area}招商在线整理发布，转载请注明出处。",
    "未经本网书面授权，不得转载、摘编上述内容。",
    "图片来自网络，如涉及版权问题请与本站联系。",
    "© {area}产业园区网 版权所有",
    "本文系授权转载，再次转载请联系原作者。",
)
DISCLAIMERS = (
    "免责声明：以上内容仅供参考，具体以有关部门公布为准，本站不承担由此产生的责任。",
    "声明：转载本文是为了传递更多信息，不代表本站观点，来源标注如有错误请告知更正。",
    "特别提示：文中房源及政策可能变动，本站不对其准确性作任何保证。",
)


def source_line(rng: Random, scene: Scene) -> Leftover:
    """The line that credits a publication, at times with a byline."""
    paper = rng.choice(PAPERS)
    if rng.random() < 0.15:
        form = rng.choice(SOURCE_WITH_BYLINE)
        return line("source_line", form.format(paper=paper, reporter=scene["reporter"]), paper)
    return line("source_line", rng.choice(SOURCE_LINES).format(paper), paper)


def editor_line(rng: Random, scene: Scene) -> Leftover:
    """Editors', proof-readers' or reporters' credits."""
    return line("editor", rng.choice(EDITORS).format(*(full_name(rng) for _ in range(3))))


def lead_line(rng: Random, scene: Scene) -> Leftover:
    """A call to follow the account, put above the text."""
    return line("lead", fill(rng, rng.choice(LEADS), scene))


def original_title(rng: Random, title: str) -> Leftover:
    """The headline that the piece had where it was copied from."""
    return line("lead", rng.choice(ORIGINAL_TITLE).format(title))


def follow_line(rng: Random, scene: Scene) -> Leftover:
    """A call to follow, like or share."""
    return line("follow", fill(rng, rng.choice(FOLLOW), scene))


def copyright_line(rng: Random, scene: Scene) -> Leftover:
    """A copyright or reprint notice."""
    return line("copyright", fill(rng, rng.choice(COPYRIGHT), scene))


def disclaimer_line(rng: Random, scene: Scene) -> Leftover:
    """A disclaimer that names no source."""
    return line("disclaimer", fill(rng, rng.choice(DISCLAIMERS), scene))
