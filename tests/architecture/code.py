"""The code as it is: its modules, what each imports, and which room it is in."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.layers import FLOORS, ROOMS, Room
from tests.helpers import ROOT

PACKAGES = ("rentspider", "pipelines")


@cache
def modules() -> dict[str, Path]:
    """Every module of the program, by the name that it is imported by."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return dict(zip(names, paths, strict=True))


def imports(path: Path) -> Iterator[str]:
    """What a file imports, modules and the names in them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@cache
def room_of(name: str) -> Room:
    """The room of a module: the one that names it, or the nearest package around it; the two packages hold no others.

    Raises:
        LookupError: no room has it.
    """
    near = [(len(own), room) for room in ROOMS for own in room.modules if name == own or _inside(name, own)]
    if not near:
        raise LookupError(f"say in tests/architecture/layers.py where {name} belongs")
    return max(near, key=lambda pair: pair[0])[1]


def _inside(name: str, own: str) -> bool:
    return own not in PACKAGES and within(name, own)


def floor_of(room: Room) -> int:
    return next(number for number, floor in enumerate(FLOORS) if room in floor.rooms)


def used_rooms(name: str) -> Iterator[tuple[str, Room]]:
    """What a module imports of the program itself, with the room of each."""
    for used in imports(modules()[name]):
        module = used if used in modules() else used.rpartition(".")[0]
        if module in modules():
            yield module, room_of(module)


def edges() -> set[tuple[str, str]]:
    """Which room imports from which, by their names."""
    pairs = {(room_of(name).name, used.name) for name in modules() for _, used in used_rooms(name)}
    return {(one, other) for one, other in pairs if one != other}


def named() -> set[tuple[str, str]]:
    """Which room the settings name in words, for Scrapy to import: nobody has to import it."""
    own = room_of("rentspider.settings")
    tree = ast.parse(modules()["rentspider.settings"].read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    found = {module for word in words for module in (word, word.rpartition(".")[0]) if module in modules()}
    return {(own.name, room_of(module).name) for module in found - set(PACKAGES)}
