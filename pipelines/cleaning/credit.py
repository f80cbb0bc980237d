"""The publication that a text credits, read from its credit lines.

A credit line says in one of a few forms whose text it is; what follows the form begins with the name. The name ends
where something else begins: the next label, a date, another name.
"""

import re
from collections.abc import Iterable

from pipelines.cleaning.publication import publication
from rentspider.items import Removal

_SIGN = r"[\s:：∶|#＃丨︱｜‖┃∣▎▏/／▲▼◆►▶▷■●★>＞»→=·@~—–-]"
_OF_TEXT = r"(?<!图)(?<!图片)(?<!封面)(?<!数据)(?<!图表)(?<!制图)"
_LABELLED = (
    rf"{_OF_TEXT}(?:(?:来\s*源|[稿文声信闻]\s*源|出\s*处|出自|发[布文](?:机构|单位|机关|部门)|(?:原文链接|查看原文)(?!\W*https?:))(?:综合)?\s*[\]）)】」』〕]?|"
    rf"\b(?:sources?|via|from|text(?!\s*by))\b(?=\W)){_SIGN}*"
)
# What may stand before a label: signs, a date, what is labelled, and other entries of a byline.
_BEFORE = (
    r"^(?:[\W\d年月日时分]|原标题\s*[:：|].{2,40}?\s|https?:\S+\s|本文|原文|文章|稿件|稿|内容|新闻|信息|消息|资讯|图?文|文字|转载|全文|资料|素材|系|均|经授权|综合|"
    r"(?:作者|记者|编辑|责编|责任编辑|校对|审核|单位|文|(?:发布|发表|更新)?(?:时间|日期))\s*[:：|丨/／]\s*[^\s:：|丨/／]{1,16})*?"
)
_TAKEN = (
    r"(?:转载|转发|转|摘|摘编|摘录|节选|选编|选|编译|综合整理|综合|整理|首发|首刊|原载|原刊|刊发|刊载|刊登|(?<!下)载|取材|转引|引用|取|源(?=自)|来)"
    rf"[\]】)）]?(?:(?:自|于|载于|在){_SIGN}*|(?<=[\]】)）])|(?=[《“「『])|{_SIGN}+|(?=(?:微信)?公众号))"
)
_FORMS = {
    # "来源：某报", alone or among the date, the author and the counters of a byline.
    "label": re.compile(rf"(?P<own>本文)?{_LABELLED}(?:于|自|为)?\s*(?P<name>.+)$", re.IGNORECASE),
    # "本文转自某报", "摘自《某报》", "授权转载 | 某号".
    "taken": re.compile(rf"(?P<own>本文)?{_OF_TEXT}(?:系|由|均|经授权){{0,3}}\s{{0,3}}{_TAKEN}(?P<name>.+)$"),
    # "文/某报", "供稿：某局", "综合：某报、某报".
    "part": re.compile(
        r"^\W*(?P<own>(?:供稿|、供图)+(?:单位)?|来稿|投稿)?(?(own)|(?:图?文图?|出品|首发|独家|原创|综合|编译|素材|内容))"
        rf"\s*(?!/科){_SIGN}+\s*(?P<name>.+)$"
    ),
    # "本文由“某号”授权转载", "经某报授权".
    "given": re.compile(
        r"(?P<own>)(?:由|经|获|系)(?P<name>[^。]{2,30}?)\s*(?:授权|原创|首发|独家|出品|供稿|提供|发布)"
    ),
    # "据某社报道", "综合某社、某报消息".
    "told": re.compile(r"^\W*(?:本文)?(?P<own>)(?:综合整理|综合|根据|据)(?P<name>.{2,60})$"),
    # "某报讯", "某号出品", "某社某地6月18日电".
    "dated": re.compile(
        r"^\W*+(?P<own>)(?:(?!.*本文)(?P<name>[^\s,，。:：]{1,15}?)(?:·\s*|\s*)(?:出品|原创|首发|独家(?:报道)?|APP(?:获悉|讯)|(?<![日资通简快短])讯(?=\W|$|记者))|(?P<press>[^\s,，。:：]{1,12}?(?:社|网|报|台|刊|新闻|财经|发布|客户端))"
        r"(?:(?:记者)?[\u4e00-\u9fa5]{2,4})?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息|报道))"
    ),
}
# "某报 2024-01-18 07:11", "2024-01-18 某报 作者 某某": a byline names its publication without saying so.
_BYLINE = re.compile(
    r"^[（(]?(?:原创\s+)?(?:\d{1,2}:\d{2}\s+)?(?:\d{4}\S*\s+(?:[\d:]+\s+)?)?"
    r"(?!.{0,4}(?:来自|来源|图))(?P<name>[\u4e00-\u9fa5A-Za-z·]{1,12}(?:(?<!举)报|网|社|新闻|财经|客户端|杂志|周刊|在线|发布)(?:海外版|周末版)?)"
    r"(?:[\s|｜丨·]+(?:\d{4}[-/.年]\S+|[\d:]+|(?:本报|见习)?(?:记者|作者|通讯员)\s*[:：]?\s*\S+|\d+(?:小时|分钟|天)前|发表于\S+|今天|昨天|第?\s*[A-Z]?\d+\s*版))*[）)]?$"
)
# "刊于《某刊》2020年第7期": where a line is known to be a credit, a name in quotes is the publication.
_NAMED = re.compile(r"[《“「『](?P<name>[^》”」』]{2,16})[》”」』]")
_PORTAL = re.compile(
    r"^(?:网易|搜狐|新浪|腾讯|澎湃|凤凰|东方财富|今日头条|头条|百家号|和讯|界面|一点资讯|同花顺|证券之星|金融界|雪球)"
    r"(?:网|号|新闻|财经|微博|资讯)*$"
)
_PRESS = re.compile(r"(?:报|网|社|台|刊|新闻|发布|杂志|周刊|头条|观察|财经|在线|评论|报道|之声|广播|中心|上海|号)$")
"""How names of publications end; who is behind "文｜" may be a person as well."""
_LONGEST_NAME = 4
"""Characters of a person's name."""
_ALONE = {name: re.compile(_BEFORE + _FORMS[name].pattern, re.IGNORECASE) for name in ("label", "taken")}
"""The forms that tell enough to be looked for in a line of any kind, if nothing but a byline stands before."""
_BY_KIND = {
    "source_line": _FORMS,
    "lead": {**_ALONE, "dated": _FORMS["dated"]},
    "editor": {"label": _FORMS["label"], "taken": _ALONE["taken"], "part": _FORMS["part"]},
}
_PERSON = re.compile(r"^.{1,3}$|工作室$|[\u4e00-\u9fa5]\s+[\u4e00-\u9fa5]")
"""Names in editors' credits that are somebody's and no publication's: short, a studio's, or several."""


def credited_source(removed: Iterable[Removal]) -> str | None:
    """The first publication that a credit line names; a portal, which credits itself, only where none else is."""
    last: str | None = None
    for name, is_last in filter(None, map(_named, removed)):
        if not is_last:
            return name
        last = last or name
    return last


def _named(removal: Removal) -> tuple[str, bool] | None:
    """The publication of one line, if it names one, and whether it counts only where no other is named."""
    text = removal.block.text
    for form, pattern in _BY_KIND.get(removal.kind, _ALONE).items():
        if not (match := pattern.search(text)):
            continue
        if name := publication(match["name"] or match.groupdict().get("press", "")):
            if removal.kind == "editor" and _is_somebody(name, form, bool(match["own"])):
                continue
            return name, bool(_PORTAL.match(name) or (form == "part" and (match["own"] or not _PRESS.search(name))))
        if form == "label":  # it says that it is nobody's
            return None
    if removal.kind in {"lead", "source_line"} and (byline := _BYLINE.match(text)):
        return byline["name"], True
    if removal.kind == "source_line" and (quoted := _NAMED.search(text)) and (name := publication(quoted["name"])):
        return name, False
    return None


def _is_somebody(name: str, form: str, own: bool) -> bool:
    """Whether a name in an editors' credit is a person's and no publication's."""
    if form == "part" and not own and len(name) <= _LONGEST_NAME and not _PRESS.search(name):
        return True
    return form in {"part", "taken"} and bool(_PERSON.search(name))
