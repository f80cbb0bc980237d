"""The pages of the documentation, and the code in them: in blocks, and between the words."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from tests.helpers import ROOT

PATHS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
SHELLS = ("sh", "crontab", "console")
# What ends a command in a shell: a comment, and whatever leads on to another one.
END = re.compile(r"\s#|&&|[|;>]|$")


@dataclass(frozen=True)
class Page:
    """A page, by its name in the repository."""

    name: str
    text: str

    def blocks(self, *languages: str) -> list[str]:
        return [code for _, language, code in FENCED.findall(self.text) if language in languages]

    def prose(self) -> str:
        return FENCED.sub("", self.text)

    def spans(self) -> list[str]:
        """Code between the words."""
        return SPAN.findall(self.prose())

    def shell(self) -> Iterator[str]:
        """Lines that go into a shell, and code between the words, which may."""
        for block in self.blocks(*SHELLS):
            yield from block.replace("\\\n", " ").splitlines()
        yield from self.spans()


@dataclass(frozen=True)
class Command:
    """A `scrapy` command as a page has it."""

    page: str
    name: str
    words: tuple[str, ...]
    line: str


COMMANDS = frozenset(path.stem for path in (ROOT / "rentspider/commands").glob("[a-z]*.py"))
"""All that there are."""
PAGES = [Page(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in PATHS]
BY_NAME = {page.name: page for page in PAGES}


def commands() -> Iterator[Command]:
    """Every `scrapy` command in every page."""
    for page in PAGES:
        for line in page.shell():
            for found in re.finditer(r"(?:^|[\s/])scrapy ([\w-]+)(?= |$)", line):
                rest, *_ = END.split(line[found.end() :])
                yield Command(page.name, found[1], tuple(shlex.split(rest)), line)
