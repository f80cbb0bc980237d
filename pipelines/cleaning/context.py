"""What stands before a line and bears on it: an opened list of headlines, a listing's facts, a picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.cleaning.line import Line
from pipelines.cleaning.rules import RuleSet
from pipelines.cleaning.structure import is_linked, is_picture

OPENED, SIGNED = 2.7, 1.4
"""Behind an opener (a portal's advert, "related reading") the next lines are headlines; behind a credit they may be."""
OPENS, LONGEST_OPENER = 1.1, 24
"""How much the words of a line have to speak for boilerplate, and how long it may be, to open a list by its words."""

ENDS_A_LIST = -4.0
"""The score that ends a list of headlines."""
SIGNING = frozenset({"source_line", "editor", "disclaimer", "contact"})

LISTING, WITHIN, LONGEST_FACT = 3, 5, 60
"""After so many facts among so many lines, a name and a number are facts of the same listing; a fact has no more
characters."""
LIST = 4
"""So many short lines in a row amid an article are a list of its own."""
_FACT = re.compile(
    r"^[^:。,;!?]{1,10}:.{1,40}$|\d(?:m2|m|㎡|平|亩|元|万|吨|t|kva|kv|v|%|个月|米|层|间|部|台|℃|年)"
    r"|^[^。!?]{0,16}(?:层高|租金|面积|产权|产证|环评|注册|[货电客]梯|院[子落]|整租|分租|行车|配电|车位|消防|装修|喷淋|卸货|动力电|[水电]费|可[做办租]|押[一二三]付|起租|免租|报价|到门)[^。!?]{0,16}$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:联系人?|联络人?|(?:联系|咨询|看房|报名)?(?:电话|手机|方式)|电子?邮[箱件]|邮箱|(?:公司|看房|报名|详细)?地址|"
    r"负责人|经办人?|中间人|房东|业主|手机号?|e-?mail|tel)[:\d]"
)
# Somebody's name or part in few words, and a number: an agent who speaks to the reader uses more.
_NUMBER = re.compile(
    r"^(?!.*(?:欢迎|垂询|[您我]|热线|免费|专线|24小时|微信|扫码|[免无零]中介|招商部))(?:[^。!?]{0,10}\D)?1[3-9][\dx*-]{9,11}[^。!?]{0,10}$"
    r"|^[^\d。!?]{0,8}(?:电话|联系|找|详询|经理|先生|女士|小姐|师傅|[总工])[^\d。!?]{0,6}0?\d{2,3}-?\d{7,8}[^。!?]{0,8}$"
)
_ENTRIES = frozenset({"li", "tr", "dd"})


@dataclass(slots=True)
class Context:
    """The state between two lines of a body, from its start on."""

    opener: str = ""
    """The kind of the list that a line before opened."""
    opened: float = 0.0
    """How much what stands before, with no prose between, makes a list of headlines likely."""
    facts: tuple[bool, ...] = ()
    """Which of the last lines of one markup are facts of a listing."""
    entry: str = ""
    """The tag of these lines."""
    pictured: bool = False
    """Whether a picture of the article stands right before."""

    @property
    def lists_facts(self) -> bool:
        """Whether the facts of a listing stand before, with a line of another kind among them at most."""
        return sum(self.facts) >= LISTING and any(self.facts[-2:])

    def is_own_contact(self, line: Line) -> bool:
        """Whether a line with somebody's name or number goes on with a listing's facts."""
        if not self.lists_facts or line.block.tag != self.entry:
            return False
        return line.block.tag in _ENTRIES or bool(_CONTACT.search(line.folded) or _NUMBER.search(line.folded))

    def is_caption(self, line: Line, rules: RuleSet) -> bool:
        """Whether a line says what the picture before it shows, or whose picture it is."""
        return line.block.tag == "figcaption" or (self.pictured and rules.has("caption", line.folded))

    def follow(self, line: Line, rules: RuleSet, in_tail: bool) -> None:
        """Take a line into account whose score is known."""
        if line.score <= ENDS_A_LIST:
            self.opener, self.opened = "", 0.0
        elif in_tail:
            if kind := _opened(line, rules):
                self.opener, self.opened = kind, OPENED
            elif line.is_settled_as(SIGNING):
                self.opened = max(self.opened, SIGNED)
        if line.folded and not (self.pictured and line.score < 0.0):
            before = self.facts[1 - WITHIN :] if line.block.tag == self.entry and line.score < 0.0 else ()
            self.facts, self.entry = (*before, _is_fact(line)), line.block.tag
        self.pictured = is_picture(line.block) and not line.structure


def in_lists(lines: Sequence[Line]) -> set[int]:
    """The numbers of lines in rows of short ones, which are an article's list or listing: adverts have fewer lines."""
    found: set[int] = set()
    for is_short, row in groupby(enumerate(lines), lambda each: _is_short(each[1])):
        numbers = [number for number, _ in row]
        if is_short and len(numbers) >= LIST:
            found.update(numbers)
    return found


def _is_short(line: Line) -> bool:
    return bool(line.folded) and not line.is_sentence and line.length <= LONGEST_FACT and not is_linked(line.block)


def _is_fact(line: Line) -> bool:
    """Whether a line tells one of the facts of a listing: with a label, with a measure, or as an entry."""
    if line.score >= 0.0 or line.is_sentence or line.length > LONGEST_FACT:
        return False
    return line.block.tag in _ENTRIES or _FACT.search(line.folded) is not None


def _opened(line: Line, rules: RuleSet) -> str | None:
    """The kind of the list that a line opens, if it opens one: by its rule, or because a portal speaks in it."""
    if opening := next((rule.kind for rule in line.rules if rule.opens), None):
        return opening
    if line.score <= 0.0 or line.is_settled:
        return None
    if rules.has("portal", line.folded):
        return "portal"
    is_opener = line.length <= LONGEST_OPENER and rules.lexicon.kind(line.folded) == "related"
    return "related" if is_opener and line.words(rules) >= OPENS else None
