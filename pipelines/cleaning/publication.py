"""The name of a publication, taken from the start of what a credit says behind its label."""

import re

_OPEN, _CLOSE = '“"「『《〈【〔(（\\[<＜', '”"」』》〉】〕)）\\]>＞'
_QUOTED = re.compile(rf"^[{_OPEN}]\s*(?P<name>[^{_CLOSE}]{{2,24}}?)\s*[{_CLOSE}]")
_ACCOUNT = (
    r"(?:微信|官方|企业)*(?:公众号|公号|订阅号|服务号|视频号|微信号)|(?:投稿)?合作媒体|"
    r"(?:头条号|百家号|搜狐号|网易号|企鹅号|大鱼号|抖音号?|快手号?|微博|微信|(?:知乎)?专栏|雪球号?)(?=[\s:：|/／@“\"「『《【·])"
)
# What may stand before a name: signs, and what kind of place it is published in.
_BEFORE = re.compile(rf"^(?:[\s:：|丨｜/／@·~>»→=—–-]|(?:综合|整理|转载)?自(?!然)|{_ACCOUNT})+")
_LABEL = (
    r"(?:(?:本报|首席|见习|特约|全媒体|实习)*记者|实习生|通讯员|(?:责任?|执行|文字)?编辑|责编|作者|译者|号主|撰文|摄影|校对|审核|版权|转载请|侵删|如有|如需|未经)"
    r"|(?:发布|更新|发表)?(?:时间|日期)\s*[:：|]|(?:浏览|阅读|点击|人气|评论|字号|字体|分享|标签)(?:量|数|次数|到)?\s*[:：|\d]"
)
# What ends a name: punctuation, another name, an address, a date, an issue, or the next label.
_END = re.compile(
    rf"[,，;；。!！?？:：、&＆+＋|丨｜‖┃∣▎▏/／]|(?<![（(][\u4e00-\u9fa5]{{2}})(?<![（(][\u4e00-\u9fa5]{{3}})[{_CLOSE}]|[{_OPEN}](?![\u4e00-\u9fa5]{{2,3}}[)）][\u4e00-\u9fa5])|\s{{2,}}|(?<![A-Za-z])\s+(?=[\u4e00-\u9fa5])|\s+(?=[\d#·—-])|\s*(?:https?:|www\.)|"
    rf"\s*\d{{4}}[-/.年]|\s*\d{{1,2}}月\d|\s*\d{{1,2}}[-/.]\d{{1,2}}\s|\s*第?[A-Z]?\d+[期版]|(?<=[\u4e00-\u9fa5]{{2}})(?:{_LABEL})",
    re.IGNORECASE,
)
# What stands behind a name and is none of it.
_BEHIND = re.compile(
    r"(?:官方|企业|微信)*(?:公众号|公号|订阅号|服务号|视频号|官微|微信号?|微博)$|(?:官方|门户)*(?:网站|官网)$|客户端$|杂志社?$|编辑部$|(?<=.报)社$|\s*[-－—]\s*自媒体$|"
    r"(?<=.{2})(?:综合|等|等媒体|等报道|(?<!经济)报道|消息|整理|获悉|(?<=社)电|授权|原创|首发|独家|编译|改编|供稿|供图|图文|专稿|特稿|专栏|撰稿|采写|联合|(?<!资)讯|APP|ID)$|"
    r"(?<=.{2})\s*[-－–—·]\s*[\u4e00-\u9fa5]{2,4}(?:频道|分?站|分社|版)$"
)
_NOBODY = re.compile(
    r"^(?:本站|本网|本号|本报|本刊|本社|本院|我[们社网]|点击|戳|[见请]).*|^.{2}部$|^[老小阿][一-龥]$|用户.*|^(?:internet|web|admin)$|.*(?:不可考|不明|公开资料)|.*(?:网友|热心|网络|互联网|^(?:微信)?朋友圈|传闻|群友|读者|佚名|匿名|不详|未知|见文末|见水印).*|"
    r"^(?:网上|文末|编辑部|小编|作者|公开|综合|各大?|各方|各地|多家|多方|官方|官网|有关|相关|部分|内部|公司|企业|园区|其他|其它|如下|如图|见图|微信|微博|公众号|自媒体|采访|现场|记者|原创|自[己家行]|个人|行业|市场)*"
    r"(?:综合|公开|资料|原创|投稿|整理|媒体|转载|供稿|供图|提供|采编|报道|信息|渠道|图片|图文|新闻|消息|文章|素材|内容|等|来源|平台|数据|自|于|人士|网站|及|和|与|、|库|翻译|编译|撰写|采集|搜集|收集)*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*、\s*")
_LONGEST, _MOST = 100, 20
"""A name with what stands around it has so many characters at the most, and so many names are credited together."""
_NAME = re.compile(r"[\u4e00-\u9fa5A-Za-z]{2}|\d+[\u4e00-\u9fa5A-Za-z]")


def publication(text: str) -> str | None:
    """The name at the start of a text, without the brackets around it and what follows it; None where it has none.

    Names that are joined by 、 stay joined, as they are credited together.
    """
    name, rest = _first(_BEFORE.sub("", text))
    for _ in range(_MOST):
        if not name or not (another := _JOINED.match(rest)):
            break
        other, rest = _first(rest[another.end() :])
        if not other:
            break
        name = f"{name}、{other}"
    return name


def _first(text: str) -> tuple[str | None, str]:
    """One name, and what stands behind it."""
    quoted = _QUOTED.match(text)
    end = None if quoted else _END.search(text, 0, _LONGEST)
    name = quoted["name"] if quoted else text[: end.start() if end else _LONGEST]
    rest = text[quoted.end() :] if quoted else text[len(name) :]
    name = name.strip(" \t*、—-·~↓↑>＞∶■◆●▲▼")
    while (shorter := _BEHIND.sub("", name).rstrip()) != name:
        name = shorter
    is_name = 2 <= len(name) <= 30 and _NAME.search(name) and not _NOBODY.match(name)
    return (name if is_name else None), rest
