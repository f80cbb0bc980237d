"""What a fault is: where it strikes, and what has to come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.faults.site.server import POST, Stage
from tests.faults.site.wires import Wire

BAD = 24
"""The post at which faults strike; there are good ones before and behind it."""
BAD_POST = POST.format(BAD)
POSTS = frozenset(range(10, 26, 2))
"""All posts of the stage."""
OTHERS = POSTS - {BAD}
NONE = frozenset[int]()


@dataclass(frozen=True)
class Fault:
    """A crawl of eight posts that meets something.

    The log and the table `fetches` are looked at with regular expressions.
    """

    name: str
    promise: str
    wire: Wire | None = None
    """What is sent at the address."""
    code: int = 4
    stored: frozenset[int] = OTHERS
    error: str = ""
    """What `fetches.error` says of the bad post; empty: nothing, or that there is no such post."""
    told: str = ""
    """What the log says."""
    untold: str = r"Traceback"
    """What the log does not say."""
    at: str = BAD_POST
    prepare: Callable[[Stage], None] | None = None
    """What else is done to the site."""
    settings: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 10
    """How much of a CPU's time the crawl may take."""
    mib: float = 200
    """How much memory it may have at its most."""
    slow: bool = False
    """Whether the default suite of tests leaves it out."""

    def __str__(self) -> str:
        return self.name

    def strike(self, stage: Stage) -> None:
        """Put the fault on a stage."""
        if self.prepare:
            self.prepare(stage)
        if self.wire:
            stage.wires[self.at] = self.wire

    @property
    def is_of_one_post(self) -> bool:
        """Whether many of its kind can be met in one crawl."""
        alone = self.prepare or self.settings or self.slow or self.code not in (0, 4)
        return self.at == BAD_POST and not alone
