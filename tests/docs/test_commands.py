"""Every command line in the documentation is understood, and every command, option and argument is in it."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import fields
from importlib import import_module
from io import StringIO

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.commands.list import Command as ScrapyList
from scrapy.utils.project import get_project_settings

from rentspider.spiders.arguments import Arguments
from tests.docs.pages import BY_NAME, COMMANDS, PAGES, Command, Page, commands
from tests.helpers import ROOT

OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
ENGINE = {"-u", "-g", "-v", "--user", "--no-healthcheck", "--stop-timeout"}
"""Options of a container engine."""


def parser_of(command: ScrapyCommand) -> ArgumentParser:
    """As Scrapy makes it."""
    parser = ArgumentParser(conflict_handler="resolve")
    command.settings = get_project_settings()
    command.add_options(parser)
    return parser


PARSERS = {name: parser_of(import_module(f"rentspider.commands.{name}").Command()) for name in sorted(COMMANDS)}


def own_options() -> Iterator[tuple[str, str]]:
    """Each option of each command, by the longest of its names; those that every Scrapy command has are Scrapy's."""
    for name, parser in PARSERS.items():
        general = parser_of(ScrapyCrawl() if name == "crawl" else ScrapyList())._option_string_actions
        for action in parser._actions:
            longest = max(action.option_strings, key=len, default="")
            if longest and longest not in general:
                yield name, longest


@pytest.mark.parametrize("command", [pytest.param(one, id=f"{one.page}: {one.line}") for one in commands()])
def test_a_command_line_is_understood(command: Command) -> None:
    assert command.name in COMMANDS
    said = StringIO()
    try:
        with redirect_stderr(said):
            given, rest = PARSERS[command.name].parse_known_args([word for word in command.words if word != "-h"])
    except SystemExit:
        pytest.fail(said.getvalue())
    assert [word for word in rest[: rest.index("--") if "--" in rest else None] if OPTION.fullmatch(word)] == []
    if command.name == "crawl":
        Arguments.of(dict(pair.split("=", 1) for pair in given.spargs))


def test_each_command_is_in_the_readme() -> None:
    assert {command.name for command in commands() if command.page == "README.md"} == COMMANDS


@pytest.mark.parametrize(("name", "option"), list(own_options()))
def test_each_option_is_in_a_page_that_speaks_of_its_command(name: str, option: str) -> None:
    pages = {command.page for command in commands() if command.name == name} - {"CHANGELOG.md"}
    code = "\n".join(line for page in pages for line in BY_NAME[page].shell())
    short = next(iter(PARSERS[name]._option_string_actions[option].option_strings))
    assert {option, short} & set(OPTION.findall(code)), f"scrapy {name} {option} is in none of {sorted(pages)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_option_that_stands_by_itself_is_there(page: Page) -> None:
    known = {option for parser in PARSERS.values() for option in parser._option_string_actions}
    tools = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("[bt]*s/**/*.py"))
    named = {option for span in page.spans() if span.startswith("-") for option in OPTION.findall(span)}
    assert [option for option in named - known - ENGINE if f'"{option}"' not in tools] == []


def test_each_argument_of_a_crawl_is_in_the_readme() -> None:
    named = set(re.findall(r"-a (\w+)=", BY_NAME["README.md"].text))
    assert named == {field.name for field in fields(Arguments)}
