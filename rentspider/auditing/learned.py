"""What was learned from the site itself: each line with its evidence, and what a person says of it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from rentspider.db.audit import learned_rows, text_of_learned

SIGNS = 1 << 64
"""A fingerprint is a signed number in the database, and a positive one in hexadecimal for people."""


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """A line that stands on many posts of a site."""

    id: str
    """What `--confirm`, `--veto` and `--undo` take."""
    site: str
    place: str
    posts: int
    weight: float
    """How much it speaks for boilerplate: 1 is a hint, 4 is as good as certain."""
    since: str
    verdict: str | None
    text: str
    """As it stands on one of the posts; empty where it was removed from none."""


@dataclass(frozen=True, slots=True)
class Learned:
    """All learned lines, those of most posts first."""

    lines: list[LearnedLine]


def learned(connection: Connection) -> Learned:
    """The learned lines of all sites."""
    return Learned(
        [
            LearnedLine(
                shown(row.fingerprint),
                *(row.site, row.place, row.posts, row.weight, row.since.date().isoformat(), row.verdict),
                text_of_learned(connection, row.site, row.fingerprint) or "",
            )
            for row in learned_rows(connection)
        ]
    )


def shown(fingerprint: int) -> str:
    """A fingerprint as people see it."""
    return f"{fingerprint % SIGNS:016x}"


def meant(text: str) -> int | None:
    """The fingerprint that a person means; None where it is none."""
    try:
        number = int(text, 16)
    except ValueError:
        return None
    return number - SIGNS if number >= SIGNS // 2 else number
