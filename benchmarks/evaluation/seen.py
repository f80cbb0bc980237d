"""Writes the bank `seen`: the wordings of the made-up site and those of `tests/data/wordings`, in the form of a bank.

`python -m benchmarks.evaluation.seen` writes it anew. The cleaner's rules were written with these wordings at hand, so
its figures say how well they are followed, and only the unseen bank says how well they hold for others.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.evaluation.bank import FOLDER, LEFTOVERS
from tests.fakesite import adverts, contacts, extras, traps, wordings
from tests.fakesite.stories import STORIES
from tests.fakesite.words import PAPERS, fill, full_name, make_scene

SEED, SCENES = 4, 20
_FACTS = 8
DATA = Path(__file__).parents[2] / "tests" / "data" / "wordings"
Entry = Mapping[str, Any]


def rows(name: str, kind: str, place: str | None = None) -> list[str]:
    """The texts of one kind (and place) in a file of wordings."""
    found = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row[-1] for row in found if row[0] == kind and place in (None, row[1])]


def filled(rng: Random, templates: Iterable[str]) -> list[str]:
    """Templates with a scene of their own each."""
    return [fill(rng, template, make_scene(rng)) for template in templates]


def portals(rng: Random) -> list[Entry]:
    """The portals, each with a few tails: app, notice, headlines and stock tips in their usual order."""
    heads = [[line] for line in (*rows("leftovers.tsv", "lead"), *rows("leftovers.tsv", "portal", "head"))]
    made: list[Entry] = []
    for portal in wordings.PORTALS:
        tails = []
        for app in portal.apps:
            headlines = rng.sample(wordings.HEADLINES if portal.finance else wordings.NEWS, rng.randint(1, 4))
            tips = rng.sample(wordings.TIPS, 2) if portal.finance else []
            tail = [app, rng.choice(portal.disclaimers), *headlines, *tips]
            lines = filled(rng, [line.replace("{coined}", "云枢") for line in tail])
            tails.append({"lines": [portal.credit, *lines] if portal.credit else lines})
        made.append({"name": portal.name, "head": [{"lines": rng.choice(heads)} for _ in range(2)], "tail": tails})
    return made


def credits(rng: Random) -> list[Entry]:
    """Credit lines, with and without a name."""
    lines = [line.split("\t") for line in (DATA / "sources.tsv").read_text(encoding="utf-8").splitlines() if line]
    known = [{"line": line, "source": name[0] if name else ""} for line, *name in lines]
    drawn = [(form, rng.choice(PAPERS)) for form in wordings.SOURCE_LINES]
    return [*known, *({"line": form.format(paper), "source": paper} for form, paper in drawn)]


def blocks(rng: Random) -> list[Entry]:
    """Contact blocks, and lines that are a whole block."""
    made: list[Entry] = []
    for _ in range(20):
        operator = contacts.random_operator(rng)
        lines = [row.text for row in contacts.block_rows(rng, operator)]
        phones = [phone for phone in operator.mobiles if any(phone in line for line in lines)]
        made.append({"lines": lines, "phones": phones})
    return [*made, *({"lines": [line], "phones": []} for line in rows("leftovers.tsv", "contact", "tail"))]


def entries(rng: Random) -> dict[str, Sequence[Entry]]:
    """All arrays of the bank."""
    editors = [form.format(*(full_name(rng) for _ in range(3))) for form in wordings.EDITORS]
    follows = [*filled(rng, wordings.FOLLOW), *rows("leftovers.tsv", "follow")]
    notices = filled(rng, (*wordings.COPYRIGHT, *wordings.DISCLAIMERS)) + rows("leftovers.tsv", "disclaimer")
    banners = [line.format("500平米") for line in adverts.AD_LINES] + rows("leftovers.tsv", "ad")
    headlines = rows("leftovers.tsv", "headline")
    titles = [title for story in STORIES for title in story.titles]
    facts = [rng.sample(extras.LISTING_FACTS, rng.randint(5, len(extras.LISTING_FACTS))) for _ in range(20)]
    told = [*rows("news.tsv", "fact"), *rows("news.tsv", "listitem")]
    facts += [told[at : at + _FACTS] for at in range(0, len(told), _FACTS)]
    return {
        "portal": portals(rng),
        "credit": credits(rng),
        "editor": _lines([*editors, *rows("leftovers.tsv", "editor")]),
        "contact": blocks(rng),
        "follow": _lines(follows),
        "notice": _lines(notices),
        "advert": _lines(banners),
        "related": [{"opener": head, "headlines": rng.sample(headlines, 4)} for head in adverts.RELATED_HEADS],
        "lookalike": _texts([*filled(rng, traps.ANYWHERE), *rows("news.tsv", "notice"), *rows("news.tsv", "dateline")]),
        "listing": [{"lines": filled(rng, lines)} for lines in facts],
        "short_end": _texts([*filled(rng, traps.LAST), *rows("news.tsv", "closing")]),
        "subheading": _texts([*traps.HEADINGS, *rows("news.tsv", "subheading")]),
        "caption": _texts([*filled(rng, traps.CAPTIONS), *rows("news.tsv", "caption")]),
        "headline": _texts(filled(rng, titles * 3)),
    }


def _lines(texts: Iterable[str]) -> list[Entry]:
    return [{"lines": [text]} for text in texts]


def _texts(texts: Iterable[str]) -> list[Entry]:
    return [{"text": text} for text in texts]


def toml(arrays: Mapping[str, Sequence[Entry]], above: str = "") -> str:
    """Arrays of tables; those within a table follow its own keys."""
    text = ""
    for name, tables in arrays.items():
        for table in tables:
            nested = {key: value for key, value in table.items() if isinstance(value, list) and _are_tables(value)}
            own = {key: json.dumps(value, ensure_ascii=False) for key, value in table.items() if key not in nested}
            text += f"\n[[{above}{name}]]\n" + "".join(f"{key} = {value}\n" for key, value in own.items())
            text += toml(nested, f"{above}{name}.")
    return text


def _are_tables(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(each, dict) for each in value)


def main(folder: Path = FOLDER / "seen") -> None:
    """Write the bank."""
    rng = Random(SEED)
    folder.mkdir(exist_ok=True)
    (folder / LEFTOVERS).write_text(f"# Written by {__spec__.name}.\n{toml(entries(rng))}", encoding="utf-8")
    templates = [text for story in STORIES for text in (*story.leads, *story.body, *story.closes)]
    prose = [*filled(rng, templates * SCENES), *rows("news.tsv", "sentence")]
    (folder / "prose-1.txt").write_text("\n".join(dict.fromkeys(prose)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
