"""The picture of the rooms, as a diagram in Mermaid, and where it stands in the page."""

from collections.abc import Iterator

from tests.architecture.code import edges, named
from tests.architecture.layers import FLOORS, ROOMS
from tests.helpers import ROOT

PATH = ROOT / "docs/architecture.md"
BEGIN = "<!-- Drawn by `make architecture` from the code and from tests/architecture/layers.py: change those. -->\n"
END = "<!-- End of what is drawn. -->\n"
EVERYWHERE = "basics"
"""The room that nearly all others import from: arrows to it would hide the rest."""

Edges = set[tuple[str, str]]


def with_picture(text: str) -> str:
    """The page with the picture and the table of the rooms as they are now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_diagram()}\n\n{_table()}\n\n{END}{after}"


def _diagram() -> str:
    lines = ["```mermaid", "flowchart TD"]
    for number, floor in reversed(list(enumerate(FLOORS, 1))):
        lines.append(f'    subgraph floor{number} ["{floor.name}"]')
        lines += [f'        {room.name}["<b>{room.name}</b><br>{room.does}"]' for room in floor.rooms]
        lines.append("    end")
    lines += [f"    {one} --> {other}" for one, other in _arrows()]
    lines += [f"    {one} -.-> {other}" for one, other in sorted(named())]
    lines += [f"    {room.name} ~~~ {EVERYWHERE}" for room in FLOORS[1].rooms]  # keeps it at the bottom
    return "\n".join([*lines, "```"])


def _arrows() -> Iterator[tuple[str, str]]:
    """Which room imports from which; left out where a longer way leads there as well."""
    drawn = {(one, other) for one, other in edges() if other != EVERYWHERE}
    order = {room.name: number for number, room in enumerate(reversed(ROOMS))}
    for one, other in sorted(drawn, key=lambda pair: (order[pair[0]], order[pair[1]])):
        if other not in _reached(one, drawn - {(one, other)}):
            yield one, other


def _reached(start: str, among: Edges) -> set[str]:
    found: set[str] = set()
    ways = {start}
    while ways:
        ways = {other for one, other in among if one in ways} - found
        found |= ways
    return found


def _table() -> str:
    lines = ["| room | modules | does without |", "|---|---|---|"]
    for room in reversed(ROOMS):
        modules = ", ".join(f"`{module}`" for module in room.modules)
        lines.append(f"| {room.name} | {modules} | {', '.join(f'`{name}`' for name in room.without)} |")
    return "\n".join(lines)
