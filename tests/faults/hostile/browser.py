"""The posts of the round trips on the web page, in a browser that would run any script there was."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browse.chromium import launched
from tests.browse.serving import serving
from tests.faults.hostile.surfaces import addresses

_CHANGED = re.compile(r"[\x00\ufffd]|\s+")
"""What HTML itself changes: no page can hold a NUL, and a carriage return is a line end."""


def browsed(data: Path, every: int = 1) -> Iterator[str]:
    """The web page shows them as text, in a browser that would run any script there was.

    Args:
        every: look at each so many of the posts.
    """
    with serving(data) as running, launched() as browser:
        page = browser.new_context(base_url=running.address).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(running.address) else None)
        yield from _wrong(page, addresses()[::every])
        for path in ("/", "/search?q=园区&limit=500", "/rent/articles?_size=max", "/rent/removed_blocks?_size=max"):
            page.goto(path)
            if page.evaluate("window.harmed") is not None:
                yield f"a script ran on {path}"
    yield from said


def _wrong(page: Page, posts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for path, title in posts:
        page.goto(path)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        if page.evaluate("window.harmed") is not None:
            yield f"a script ran on {path}"
        found = page.locator("h1").text_content() or ""
        if _CHANGED.sub("", found) != _CHANGED.sub("", title):
            yield f"the heading of {path} is {found!r} and not {title!r}"
