"""Scores articles against known truth: how much of what should be right is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rentspider.zone import local_day

_SPACE = re.compile(r"\s+")


@dataclass
class Score:
    """What is wrong, by what is asked; each entry names a post."""

    posts: int
    missing: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    lost_paragraph: list[int] = field(default_factory=list)
    leak: list[int] = field(default_factory=list)
    trap: list[int] = field(default_factory=list)
    title: list[int] = field(default_factory=list)
    day: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def share_right(self, name: str) -> float:
        """The share of posts in which something is right."""
        wrong: list[int] = getattr(self, name)
        return 1 - len(set(wrong)) / self.posts


def flat(text: str) -> str:
    """Text without white space."""
    return _SPACE.sub("", text)


def score(truth: Sequence[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]]) -> Score:
    """Compare articles (`id`, `title`, `body_text`, `source`, `published_at`) with what they should be."""
    found = {article["id"]: article for article in articles}
    result = Score(len(truth))
    for post in truth:
        article = found.get(post["id"])
        if article is None:
            result.missing.append(post["id"])
        else:
            _compare(result, post, article)
    return result


def _compare(result: Score, post: Mapping[str, Any], article: Mapping[str, Any]) -> None:
    number, paragraphs = post["id"], [flat(paragraph) for paragraph in post["paragraphs"]]
    lines = [flat(line) for line in article["body_text"].split("\n") if line.strip()]
    wrong = {
        "body": lines != paragraphs,
        "lost_paragraph": not set(paragraphs) <= set(lines),
        "leak": not set(lines) <= set(paragraphs),
        "trap": any(flat(trap) not in lines for trap in post["traps"]),
        "title": flat(article["title"]) != flat(post["title"]),
        "day": _day(article["published_at"]) != local_day(datetime.fromtimestamp(post["published_at"], UTC)),
        "source": article["source"] != post["source"],
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            getattr(result, name).append(number)


def _day(moment: datetime | str | None) -> Any:
    if moment is None:
        return None
    return local_day(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)
