"""Which answers of an archive are read, told before they are parsed: by address, by site, by the CMS's signature.

What is passed over is counted by its reason. What cannot be judged yet is kept for later: an answer without the
signature at an address of the CMS's counts once its site is known to be one of the CMS, and a record that only says
"the same as then" needs what was then.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from rentspider.archive.choice import Choice
from rentspider.pages import Signature, signature_of
from rentspider.urls import is_feed, post_id

_PAGES = ("html", "xml", "text/plain")


class Reason(StrEnum):
    """Why an answer is passed over, by the name under which it is counted."""

    ADDRESS = "passed_over_address"
    KIND = "passed_over_kind"
    UNSIGNED = "passed_over_unsigned"
    THEME = "passed_over_theme"
    REPEAT = "passed_over_repeat"


_WORDS = {
    Reason.ADDRESS: "of other addresses",
    Reason.KIND: "no pages",
    Reason.UNSIGNED: "not of the CMS",
    Reason.THEME: "of the CMS with another theme",
    Reason.REPEAT: "the same as one that is not here",
}


@dataclass(frozen=True, slots=True)
class Later:
    """An answer that can be judged when all others are stored, and where it stands."""

    path: Path
    offset: int
    url: str


@dataclass(frozen=True, slots=True)
class Repeat(Later):
    """A capture that was the same as an earlier one, whose body the archive did not keep again."""

    digest: str
    fetched_at: datetime


@dataclass(slots=True)
class Sieve:
    """Lets through what is wanted of one archive after another."""

    choice: Choice = field(default_factory=Choice)
    goes_on: Callable[[Path, int], bool] = lambda _, __: True
    """Told of each record where it stands; False ends the reading."""
    signed: bool = False
    """Whether pages have to bear the CMS's signature: in an archive of others, of sites that nobody has named."""
    passed: Counter[Reason] = field(default_factory=Counter)
    unsigned: list[Later] = field(default_factory=list)
    """Answers that count if their site turns out to be one of the CMS."""
    repeats: list[Repeat] = field(default_factory=list)

    def begin(self, is_own: bool) -> None:
        """Go on to another archive."""
        self.signed = not (is_own or self.choice.unsigned or self.choice.sites)

    def stops_address(self, url: str) -> bool:
        """Whether an answer is passed over for its address."""
        return not self.choice.wants(url) and self.pass_over(Reason.ADDRESS)

    def stops_page(self, place: Later, kind: str, body: bytes | None) -> bool:
        """Whether an answer is passed over, or kept for later, for what it holds.

        Args:
            kind: its Content-Type; empty where there is none.
            body: None where it cannot be unpacked; something before and behind it does no harm.
        """
        if not self.signed:
            return False
        if kind and not any(page in kind.lower() for page in _PAGES):
            return self.pass_over(Reason.KIND)
        signature = signature_of(body or b"")
        if signature is Signature.NONE and _is_of_cms(place.url):
            self.unsigned.append(place)
        elif signature is not Signature.READABLE:
            self.pass_over(Reason.THEME if signature is Signature.OTHER_THEME else Reason.UNSIGNED)
        return signature is not Signature.READABLE

    def keep_repeat(self, place: Later, digest: str, fetched_at: datetime | None) -> None:
        """Keep a record for later that says that an answer was the same as an earlier one."""
        if digest and fetched_at and _is_address(place.url):
            self.repeats.append(Repeat(place.path, place.offset, place.url, digest, fetched_at))
        else:
            self.pass_over(Reason.REPEAT)

    def pass_over(self, reason: Reason) -> bool:
        """Count an answer that is passed over."""
        self.passed[reason] += 1
        return True

    def told(self) -> str:
        """What was passed over, in words."""
        return "passed over: " + ", ".join(f"{count:,} {_WORDS[reason]}" for reason, count in self.passed.most_common())


def _is_address(url: str) -> bool:
    """Whether an address has a host that can be, and nothing in it that a database would refuse."""
    try:
        return bool(urlsplit(url).hostname) and url.isprintable()
    except ValueError:
        return False


def _is_of_cms(url: str) -> bool:
    """Whether an address is of the form that the CMS's posts and feeds have."""
    try:
        return post_id(url) is not None or is_feed(url)
    except ValueError:  # an address with a broken host
        return False
