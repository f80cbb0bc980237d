"""The structure: each layer imports only what is below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = (
    *("rentspider.commands", "rentspider.extensions", "rentspider.replayer", "rentspider.run", "rentspider.settings"),
    *("rentspider.alarm", "rentspider.auditing", "rentspider.browse", "rentspider.learning", "rentspider.lock"),
    *("rentspider.recleaner", "rentspider.exporting", "rentspider.filter_options", "rentspider.counting"),
    *("rentspider.reader", "rentspider.workers"),
)
PURE = ("pipelines.cleaning", "pipelines.dating", "pipelines.normalise", "pipelines.markup")
BOTTOM = ("rentspider.pages", "rentspider.urls", "rentspider.items", "rentspider.db", "rentspider.archive")

# What a layer must not import, by the beginning of the importing module's name.
FORBIDDEN = {
    "rentspider.pages": ("scrapy", "sqlalchemy", "pipelines", "rentspider.db", "rentspider.items", *TOP),
    "rentspider.urls": ("scrapy", "sqlalchemy", "pipelines", "rentspider.pages", "rentspider.db", *TOP),
    "rentspider.items": ("scrapy", "sqlalchemy", "pipelines", "rentspider.db", *TOP),
    "rentspider.health": ("scrapy", "sqlalchemy", "pipelines", "rentspider.db", "rentspider.items", "datetime", *TOP),
    "rentspider.db": ("scrapy", "pipelines", "rentspider.spiders", *TOP),
    "rentspider.archive": ("scrapy.crawler", "pipelines", "rentspider.spiders", *TOP),
    "rentspider.spiders": ("pipelines", *TOP),
    "rentspider.browse": ("scrapy", "pipelines", "rentspider.spiders", "rentspider.commands", "rentspider.extensions"),
    "rentspider.exporting": ("scrapy", "pipelines", "rentspider.spiders", "rentspider.commands"),
    "pipelines": ("rentspider.spiders", *TOP),
    "pipelines.cleaning": ("scrapy", "sqlalchemy", "rentspider.db", "datetime"),
    "pipelines.dating": ("scrapy", "sqlalchemy", "rentspider.db", "time"),
    "pipelines.normalise": ("scrapy", "sqlalchemy", "rentspider.db"),
    "pipelines.markup": ("scrapy", "sqlalchemy", "rentspider.db"),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("rentspider", "pipelines"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize(("name", "path"), [pytest.param(*module, id=module[0]) for module in modules()])
def test_imports_only_what_is_below(name: str, path: Path) -> None:
    banned = {ban for layer, bans in FORBIDDEN.items() if within(name, layer) for ban in bans}
    assert not [used for used in imports(path) for ban in banned if within(used, ban)]


def test_the_rule_is_about_modules_that_exist() -> None:
    names = {name for name, _ in modules()}
    assert {layer for layer in (*FORBIDDEN, *TOP, *PURE, *BOTTOM) if layer not in names} == set()


def test_no_module_is_larger_than_a_reader_can_hold() -> None:
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules()}
    large = [name for name, lines in sizes.items() if lines > 200 and ".migrations." not in name]
    assert large == []
