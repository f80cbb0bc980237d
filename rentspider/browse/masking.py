"""Hides the numbers and addresses by which people are reached, in removed text that is shown."""

import re

# Telephone numbers and account numbers, however they are spaced out; a year or a price has fewer digits.
NUMBER = re.compile(
    r"(?<![\w.])(\+?\d(?:[ \t\-－—–.·、()（）]{0,2}\d){5,})|([一二三四五六七八九〇零幺壹贰叁肆伍陆柒捌玖]{7,})"
)
RUN_ON = re.compile(r"\d{6,}")
MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++(?=\s?[@＠]\s?\w)")
ACCOUNT = re.compile(
    r"((?:微信|薇信|威信|V信|VX|WX|QQ|加[vV]|企鹅|抖音|微博|公众号|账号|帐号|ID)[^A-Za-z0-9\n]{0,8})([A-Za-z][\w\-]{4,})",
    re.IGNORECASE,
)
SHOWN = 2
"""So many characters of each stay, so that one can tell what it was."""


def masked(text: str) -> str:
    """The text with dots in the place of what reaches a person."""
    text = MAIL.sub(_dots, text)
    text = ACCOUNT.sub(lambda found: found[1] + _dots(found[2]), text)
    return RUN_ON.sub(_dots, NUMBER.sub(_dots, text))


def _dots(found: re.Match[str] | str) -> str:
    whole = found if isinstance(found, str) else found[0]
    return whole[:SHOWN] + "•" * (len(whole) - SHOWN)
