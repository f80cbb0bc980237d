"""How a run went, as the exit code that cron and scripts rely on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of all commands; where several apply to a run, `judge` gives the first that fits."""

    DONE = 0
    WRONG_USE = 1
    STOPPED = 3
    ERRORS = 4
    NO_ANSWER = 5
    LAYOUT = 6
    ALARM = 7
    LOCKED = 75


SERIOUS_FIRST = (
    *(Exit.LOCKED, Exit.WRONG_USE, Exit.STOPPED),
    *(Exit.NO_ANSWER, Exit.LAYOUT, Exit.ERRORS, Exit.ALARM, Exit.DONE),
)
"""Of several, the first of these is told."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of a run."""

    pages: int
    """Pages that came with status 200."""
    posts: int
    """Posts that could be read."""
    listed: int
    """Posts that lists and feeds have shown."""
    failed: int
    """Pages that could not be fetched, read or stored, and stretches of archives that could not be read; a post that
    had failed before, and failed again, is not among them."""
    unreadable: int = 0
    """Pages at the addresses of posts that could not be read, likewise."""
    stopped: str | None = None
    """Why the run ended before its end, where it did."""
    silence: str | None = None
    """Why nothing came, or nothing more, where the site gave no answer."""
    alarms: Sequence[str] = ()
    """What is not as it was in the runs before, a sentence each."""


def judge(facts: Facts) -> tuple[Exit, str]:
    """The exit code, and the reason in a few words."""
    if facts.stopped:
        return Exit.STOPPED, f"stopped: {facts.stopped}"
    if facts.silence:
        return Exit.NO_ANSWER, facts.silence
    if facts.pages and not facts.posts and (facts.unreadable or not facts.listed):
        return Exit.LAYOUT, "pages came, but no post could be read"
    if facts.failed:
        return Exit.ERRORS, "errors; the rest is stored"
    if facts.alarms:
        return Exit.ALARM, facts.alarms[0]
    return Exit.DONE, "done"


def most_serious(codes: Iterable[int]) -> Exit:
    """The exit code of many runs together; one that is none of ours, of a process that failed, counts as an error."""
    ours = {Exit(code) if code in {*Exit} else Exit.ERRORS for code in codes}
    return min(ours, key=SERIOUS_FIRST.index, default=Exit.DONE)
