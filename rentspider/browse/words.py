"""What things are called on the pages: Chinese names, and the English descriptions that the schema has."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from rentspider.db.schema import Relation, describe

HERE = Path(__file__).parent


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Chinese names by what they are names of."""
    return tomllib.loads((HERE / "labels.toml").read_text(encoding="utf-8"))


@cache
def questions() -> list[dict[str, Any]]:
    """The canned queries, in the order in which they are shown."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))["question"]
    return found


@cache
def relations() -> Mapping[str, Relation]:
    """Tables and views by name, in words."""
    return {relation.name: relation for relation in describe()}


def label(of: str, name: str) -> str:
    """The Chinese name of something; its own name where it has none, as columns of somebody's SQL."""
    return labels()[of].get(name, name)


def prose(text: str) -> Markup:
    """A description in Markdown's plainest form as HTML: what stands between backticks is code."""
    parts = str(escape(text)).split("`")
    return Markup("".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts)))


def plain(text: str) -> str:
    """The same where there is no markup."""
    return text.replace("`", "")
