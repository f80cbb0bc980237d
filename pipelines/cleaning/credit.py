"""The publication that a text credits, read from its credit lines."""

import re
from collections.abc import Iterable

from rentspider.items import Removal

# "来源：某报", alone or among the date, the author and the counters of a byline.
_LABEL = re.compile(
    r"(?P<own>本文)?(?:来\s*源|稿源|出处|\bsource)(?:于|自)?\s*[\])）】]?\s*[:：|丨︱｜/／▲▼◆►▶>»·-]*\s*(?P<name>.+)$",
    re.IGNORECASE,
)
# "本文转自某报", "摘自《某报》", "来自微信公众号：某号".
_SENTENCE = re.compile(
    r"(?P<own>本文)?(?:系|由|均|经授权)*\s*(?:转载|转|摘编?|编译|综合整理?|综合|整理|来|源|首发|原载|原刊|刊发|刊载)(?:自|于|载于)"
    r"\s*[:：|丨｜]?\s*(?P<name>.+)$"
)
_PREFIX = re.compile(r"^[\s:：]*(?:微信|官方)*(?:公众号|订阅号|微信号)?[\s:：]*")
_QUOTED = re.compile(r"^\s*[“\"「《【(（](?P<name>[^”\"」》】)）]{2,24})[”\"」》】)）]")
_MAGAZINE = re.compile(r"^《[^》]{2,20}》(?:杂志|周刊|月刊)")
# What ends the name: an id in brackets, punctuation, a date, or the next label of a byline.
_END = re.compile(
    r"[(（]ID|[,，;；。)）\]】》”\"]|\s+[|丨｜‖]|[|丨｜‖]|[\s]+(?=(?:\d{4}[-年/.]|\d{1,2}:\d{2}))|\s+—|"
    r"\s+(?=[^\s:：|丨]{1,8}[:：|丨｜])",
    re.IGNORECASE,
)
# "某报 2024-01-18 07:11": a byline names its publication without saying so.
_BYLINE = re.compile(
    r"^(?:\d{4}\S*\s+(?:[\d:]+\s+)?)?(?P<name>[\u4e00-\u9fa5A-Za-z·]{2,12}(?<!举)(?:报|网|社|新闻|财经|客户端|杂志|周刊|在线))"
    r"(?:[\s|｜·]+\d{4}[-/.年]\S+(?:\s+[\d:]+)?)?$"
)
_NOBODY = re.compile(
    r"^(?:本站|本网|本号).*|^(?:网络|互联网|网上|佚名|见文末|文末|朋友圈|编辑部|小编|公开报道|本公众号|本站|本网|本号|作者|网友|公开|综合|各大?|官方|官网|未知|不详|其他|见水印|如下|微信|公众号)?"
    r"(?:网络|综合|公开|资料|原创|投稿|整理|媒体|转载|供稿|采编|报道|信息|渠道|图片|等|来源|平台|数据|自|于)*$"
)
_PORTAL = re.compile(
    r"^(?:网易|搜狐|新浪|腾讯|澎湃|凤凰|东方财富|今日头条|头条|百家号|和讯|界面|一点资讯|同花顺|证券之星|金融界|雪球)"
    r"(?:网|号|新闻|财经|微博|资讯)*$"
)
_CREDITING = {"source_line": (_LABEL, _SENTENCE), "lead": (_LABEL,), "editor": (_LABEL,)}


def credited_source(removed: Iterable[Removal]) -> str | None:
    """The first publication that a credit line names; a portal that credits itself only where none else is."""
    own: str | None = None
    for removal in removed:
        if removal.kind == "lead" and (byline := _BYLINE.match(removal.block.text)):
            own = own or byline["name"]
        for form in _CREDITING.get(removal.kind, ()):
            match = form.search(removal.block.text)
            name = _publication(match["name"]) if match else None
            if match and name:
                if not (match["own"] and _PORTAL.match(name)):
                    return name
                own = own or name
                break
    return own


def _publication(text: str) -> str | None:
    """The name at the start of a credit, without the brackets around it and what follows it."""
    text = _PREFIX.sub("", text)
    if magazine := _MAGAZINE.match(text):
        return magazine[0]
    quoted = _QUOTED.match(text)
    name = quoted["name"] if quoted else _END.split(text, maxsplit=1)[0]
    name = name.strip(" \t:：*—-").removesuffix("微信公众号").removesuffix("公众号").removesuffix("综合").strip()
    return name if 2 <= len(name) <= 30 and not _NOBODY.match(name) else None
