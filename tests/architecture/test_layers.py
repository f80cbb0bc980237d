"""The structure: each module is in one room, and imports only from there and from below."""

import pytest

from tests.architecture.code import floor_of, imports, modules, room_of, used_rooms, within
from tests.architecture.layers import ROOMS

each = pytest.mark.parametrize("name", modules())


@each
def test_imports_only_what_is_below(name: str) -> None:
    own = room_of(name)
    assert [module for module, room in used_rooms(name) if room is not own and floor_of(room) >= floor_of(own)] == []
    assert [used for used in imports(modules()[name]) for ban in own.without if within(used, ban)] == []


def test_the_rooms_are_of_modules_that_exist_and_share_none() -> None:
    named = [module for room in ROOMS for module in room.modules]
    assert set(named) - modules().keys() == set()
    assert len(named) == len(set(named))


def test_no_module_is_larger_than_a_reader_can_hold() -> None:
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}
    large = [name for name, lines in sizes.items() if lines > 200 and ".migrations." not in name]
    assert large == []
