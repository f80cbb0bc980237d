"""Golden pages on disk: NAME.html.gz, NAME.json with what is read from it, and meta.json for all of them."""

import gzip
import json
from pathlib import Path
from typing import Any

from rentspider.pages import Block, PostPage, parse_post
from tests.golden.cases import CASES, Case

FOLDER = Path(__file__).parent / "pages"
META = FOLDER / "meta.json"


def as_json(value: object) -> str:
    """One form for each value, so that differences are easy to see."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def page_path(name: str) -> Path:
    """Where the page's HTML is kept."""
    return FOLDER / f"{name}.html.gz"


def reading_path(name: str) -> Path:
    """Where it is kept what the page says."""
    return FOLDER / f"{name}.json"


def stored_names() -> list[str]:
    """The names of all stored pages."""
    return sorted(path.name.removesuffix(".html.gz") for path in FOLDER.glob("*.html.gz"))


def load_meta() -> dict[str, dict[str, str]]:
    """Address and origin of each page."""
    known: dict[str, dict[str, str]] = json.loads(META.read_text(encoding="utf-8")) if META.exists() else {}
    return known


def read_now(name: str) -> dict[str, Any]:
    """What today's code reads from a stored page."""
    html = gzip.decompress(page_path(name).read_bytes()).decode()
    return reading(parse_post(html, load_meta()[name]["url"]))


def reading(page: PostPage) -> dict[str, Any]:
    """All fields of a page, as plain values."""
    fields: dict[str, Any] = {name: getattr(page, name) for name in PostPage.__slots__}
    fields["related"] = [
        {name: getattr(post, name) for name in ("id", "url", "title", "date_text")} for post in page.related
    ]
    fields["blocks"] = [_block(block) for block in page.blocks]
    return fields


def _block(block: Block) -> dict[str, Any]:
    return {
        "text": block.text,
        "tag": block.tag,
        "links": list(block.links),
        "images": [{"url": image.url, "alt": image.alt} for image in block.images],
    }


def write(name: str, case: Case) -> bool:
    """Store what is missing of a page; False where nothing was.

    Raises:
        ValueError: the page's reading lacks a line that the post is known to have.
    """
    FOLDER.mkdir(exist_ok=True)
    if page_path(name).exists() and reading_path(name).exists():
        return False
    if not page_path(name).exists():
        url, html = case.render()
        page_path(name).write_bytes(gzip.compress(html.encode(), mtime=0))
        made = f"rendered by tests/fakesite: {case.why}"
        META.write_text(as_json({**load_meta(), name: {"url": url, "made": made}}), encoding="utf-8")
    found = read_now(name)
    lines = {block["text"].replace("蕞", "最") for block in found["blocks"]}
    if missing := {line.replace("蕞", "最") for line in case.post().paragraphs} - lines:
        raise ValueError(f"{name}: the reading lacks {missing}")
    reading_path(name).write_text(as_json(found), encoding="utf-8")
    return True


def write_all() -> list[str]:
    """Store what is missing of all pages; the names of those that were written."""
    return [name for name, case in CASES.items() if write(name, case)]
