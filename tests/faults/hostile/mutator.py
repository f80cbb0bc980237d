"""Mutants: pages that have been changed a few times, by their tree and by their text, all from one seed."""

from dataclasses import replace
from random import Random

from lxml import etree

from tests.faults.hostile import texts, trees
from tests.faults.hostile.corpus import Page, pages

MOST = 6
"""So many times a page is changed at the most, each way."""
LONGEST = 300_000
"""Mutants of mutants grow; longer ones are not changed any further."""


class Mutator:
    """Makes mutants of a growing pool: a mutant that showed something new is worth to be changed further."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self.pool = list(pages())
        self._others = [page for page in self.pool if page.kind == "post"]

    def mutant(self) -> Page:
        """A page that was changed at least once."""
        rng = self._rng
        page = rng.choice(self.pool)
        text = page.text
        by_tree = rng.random() < 0.8
        if by_tree:
            text = self._changed_tree(page)
        for _ in range(rng.randint(0 if by_tree else 1, MOST) if rng.random() < 0.6 else 0):
            text = rng.choice(texts.CHANGES)(text, rng)
        return replace(page, text=text)

    def keep(self, page: Page) -> None:
        """Change this one further some time."""
        if len(page.text) <= LONGEST:
            self.pool.append(page)

    def _changed_tree(self, page: Page) -> str:
        rng = self._rng
        root, other = _tree(page), _tree(rng.choice(self._others))
        for _ in range(rng.randint(1, MOST)):
            rng.choice(trees.CHANGES)(root, other, rng)
        method = "xml" if page.kind == "feed" else "html"
        # A feed that is mended can have half characters in its tree, and those cannot be decoded.
        return etree.tostring(root, encoding="utf-8", method=method, xml_declaration=False).decode("utf-8", "replace")


def _tree(page: Page) -> trees.Node:
    data = page.text.encode("utf-8", "replace").replace(b"\0", b"")
    parser = (
        etree.XMLParser(recover=True) if page.kind == "feed" else etree.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    root = etree.fromstring(data or b"<html/>", parser)
    return etree.Element("html") if root is None else root
