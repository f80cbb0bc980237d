"""Pages as a browser gets them, without one: asked of the application itself, and read as HTML."""

import asyncio
from pathlib import Path
from typing import Any

from lxml import html

from pipelines.cleaning import load_rules
from rentspider.auditing.reasons import Reasons
from rentspider.browse.app import Browser


class Pages:
    """The web page over a database; `close` ends its threads."""

    def __init__(self, database: Path) -> None:
        self.browser = Browser(database, Reasons(load_rules()))
        self._loop = asyncio.new_event_loop()
        self._loop.run_until_complete(self.browser.invoke_startup())

    def answer(self, path: str, method: str = "GET", **headers: str) -> Any:
        """The whole answer, whatever its status."""
        asked = self.browser.client.request(
            method, path.removeprefix("http://localhost"), headers=headers, follow_redirects=True
        )
        return self._loop.run_until_complete(asked)

    def text(self, path: str, status: int = 200) -> str:
        """The page as it is sent."""
        answer = self.answer(path)
        assert answer.status_code == status, answer.text
        return str(answer.text)

    def page(self, path: str, status: int = 200) -> html.HtmlElement:
        """The page as it is read."""
        return html.fromstring(self.text(path, status))

    def json(self, path: str) -> Any:
        answer = self.answer(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def close(self) -> None:
        self.browser.close()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


def words(element: html.HtmlElement, path: str = ".") -> list[str]:
    """What stands in the elements at a path, white space as one space."""
    return [" ".join(found.text_content().split()) for found in element.xpath(path)]
