"""The publication that a text credits, read from its credit lines."""

import re
from collections.abc import Iterable

from rentspider.items import Removal

_LABEL = re.compile(
    r"^(?:[^\w“《「]{0,4}|[\w·]{2,4}\s*[|丨｜/]\s*)(?P<own>本文)?(?:文章|稿件|新闻|信息|内容|资讯|原文|转载|全文|消息|以上内容|文|稿)?(?:系|由|均)?\s*"
    r"(?:来源|稿源|出处|(?:转载|转|摘|摘编|编|综合|整理|来|源|首发|原载|原刊)(?:自|于|载|载于))(?:于|自)?"
    r"\s*[\])）】]?\s*[:：|丨｜/]?\s*(?P<name>.+)$"
)
_QUOTED = re.compile(r"[“\"「《](?P<name>[^”\"」》]{2,24})[”\"」》]")
_ROLE = re.compile(r"[\s,，;；]+(?=[^\s:：|丨]{1,8}[:：|丨])|[\s]+(?=\d{4}[-年/.])|[,，;；。]")
_NOBODY = re.compile(
    r"^(?:网络|互联网|综合(?:整理|报道|网络|自?网络)?|本站|本网|网友|原创|投稿|作者|官网|公众号|微信(?:公众号)?|见水印|"
    r"公开(?:资料|信息|报道)?|各?(?:大)?媒体|未知|不详|其他|图片|网上|整理|如下)$"
)
_PORTAL = re.compile(
    r"^(?:网易|搜狐|新浪|腾讯|澎湃|凤凰|东方财富|今日头条|头条|百家号|和讯|界面|一点资讯|同花顺|证券之星|金融界|雪球)"
    r"(?:网|号|新闻|财经|微博|资讯)*$"
)


def credited_source(removed: Iterable[Removal]) -> str | None:
    """The first publication that a credit line names; a portal that credits itself only where none else is."""
    own: str | None = None
    for removal in removed:
        if removal.kind != "source_line" or not (match := _LABEL.match(removal.block.text)):
            continue
        name = _publication(match["name"])
        if name and not (match["own"] and _PORTAL.match(name)):
            return name
        own = own or name
    return own


def _publication(text: str) -> str | None:
    """The name at the start of a credit, without the roles, dates and brackets that follow it."""
    quoted = _QUOTED.search(text)
    name = quoted["name"] if quoted else _ROLE.split(text, maxsplit=1)[0]
    name = name.strip(' \t)）]】>》”"。*').removesuffix("微信公众号").removesuffix("公众号").strip()
    return name if len(name) >= 2 and not _NOBODY.match(name) else None
