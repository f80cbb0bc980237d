"""What surrounds an article: what came along with the copy, adverts, and lists of other pieces, all in a bank's words.

The kinds of `tests.fakesite` stand for the arrays here, one for one: see KINDS.
"""

import re
from collections.abc import Sequence
from html import escape
from random import Random

from benchmarks.evaluation.bank import Bank, Lines, Portal
from benchmarks.evaluation.deck import Deck, common_first
from benchmarks.evaluation.hands import Hand
from tests.fakesite.adverts import Link
from tests.fakesite.leftovers import Kind, Leftover

KINDS: dict[Kind, str] = {
    "lead": "portal.head",
    "portal": "portal.tail",
    "source_line": "credit",
    "editor": "editor",
    "contact": "contact",
    "follow": "follow",
    "disclaimer": "notice",
    "ad": "advert",
    "related": "related",
}
"""The array of the bank that each kind of leftover stands for here."""
COPIED, HEAD, TAIL, TITLED, FOLLOW_FIRST = 0.55, 0.4, 0.85, 0.08, 0.06
"""The share of posts that are copied from a portal, and of these with its lines above and below; of all posts with
the headline that the piece had before, and with a call to follow above the text."""
CREDIT, EDITOR, NOTICE, RELATED, FOLLOW, ADVERT = 0.45, 0.3, 0.2, 0.2, 0.2, 0.12
LABELLED = re.compile(r"(?:来源|稿源|出处|转自)[于自]?\s*[:：|丨｜/]")
"""A portal's line with such a label credits somebody."""
ORDERS = (
    *(["signed", "portal", "notice", "related", "follow"],) * 5,
    *(["signed", "notice", "portal", "follow", "related"],) * 2,
    ["portal", "signed", "notice", "follow", "related"],
    ["notice", "signed", "portal", "related", "follow"],
)
HEADED_LISTS = (
    ("<p><strong>{}</strong></p><ul>", "<li>{}</li>", "</ul>\n"),
    ("<p>{}</p>\n", "<p>{}</p>\n", ""),
    ("<p>{}", "<br/>{}", "</p>\n"),
    ("<h3>{}</h3>\n<ol>", "<li><p>{}</p></li>", "</ol>\n"),
    ("<div><b>{}</b>", "<div>{}</div>", "</div>\n"),
)
ADVERTS = (
    "<p>{}</p>\n",
    '<div class="ad">{}</div>\n',
    '<p style="text-align:center;color:#f00"><strong>{}</strong></p>\n',
)


class Surroundings:
    """Makes what surrounds the articles of one site. Credits, editors and headlines are always others."""

    def __init__(self, rng: Random, bank: Bank, hand: Hand) -> None:
        self._rng, self._hand = rng, hand
        self._credits, self._editors = Deck(rng, bank.credits), Deck(rng, bank.editors)
        self._headlines = Deck(rng, [headline for related in bank.related for headline in related.headlines])

    def around(self, title: str, links: Sequence[Link]) -> tuple[list[Leftover], list[Leftover]]:
        """What stands above and what stands below an article."""
        portal = common_first(self._rng, self._hand.portals) if self._chance(COPIED) else None
        head = self._head(portal, title)
        tail = self._portal(portal.tails, portal, "portal") if portal and self._chance(TAIL) else []
        credited = any(left.source for left in [*head, *tail])
        parts = {
            "portal": tail,
            "signed": self._signed(0.2 if credited else 1.0),
            "notice": self._plain(NOTICE, self._hand.notices, "disclaimer"),
            "related": [self._list(links)] if self._chance(RELATED) else [],
            "follow": self._plain(FOLLOW, self._hand.follows, "follow"),
        }
        return head, [left for name in self._rng.choice(ORDERS) for left in parts[name]]

    def adverts(self) -> list[Leftover]:
        """Adverts to be put between the blocks of an article: one or two in some posts."""
        return [self._advert() for _ in range(self._rng.choice([1, 1, 2]))] if self._chance(ADVERT) else []

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _head(self, portal: Portal | None, title: str) -> list[Leftover]:
        first = self._plain(FOLLOW_FIRST, self._hand.follows, "follow")
        if portal and self._chance(HEAD):
            return [*first, *self._portal(portal.heads, portal, "lead")]
        return [*first, *([leftover("lead", (f"原标题：{title}",))] if self._chance(TITLED) else [])]

    def _portal(self, forms: Sequence[Lines], portal: Portal, kind: Kind) -> list[Leftover]:
        """A portal's lines, and whom they credit: nothing is said of it where they may name somebody else.

        A label names the portal or another; a byline above the text may name a publication without any label.
        """
        lines = common_first(self._rng, forms)
        labelled = [line for line in lines if LABELLED.search(line)]
        own = portal.name if any(portal.name in line for line in labelled) else ""
        markup = self._rng.choice(["", "", "", "<p>{}</p>\n", '<p><a href="https://news.example.com/app">{}</a></p>\n'])
        html = "".join(markup.format(escape(line, quote=False)) for line in lines)
        return [leftover(kind, lines, html, own if labelled or kind == "lead" else None)]

    def _signed(self, share: float) -> list[Leftover]:
        """The credit and the editors, either of them first."""
        credit = self._credits.draw()
        signed = [leftover("source_line", (credit.line,), source=credit.source)] if self._chance(CREDIT * share) else []
        signed += [leftover("editor", self._editors.draw())] if self._chance(EDITOR) else []
        return self._rng.sample(signed, len(signed))

    def _plain(self, share: float, forms: Sequence[Lines], kind: Kind) -> list[Leftover]:
        return [leftover(kind, common_first(self._rng, forms))] if self._chance(share) else []

    def _list(self, links: Sequence[Link]) -> Leftover:
        """Headlines of other pieces below their opener: linked posts of the site, linked elsewhere, or plain."""
        opener, count = common_first(self._rng, self._hand.related).opener, self._rng.randint(3, 5)
        form = self._rng.choice(["site", "elsewhere", "plain"] if len(links) >= count else ["elsewhere", "plain"])
        titles = self._headlines.some(count)
        hrefs = [f"https://news.example.com/{self._rng.randrange(10**6)}" for _ in titles]
        if form == "site":
            chosen = self._rng.sample(links, count)
            titles, hrefs = [title for _, title in chosen], [f"/index.php/post/{post}.html" for post, _ in chosen]
        texts = [escape(title, quote=False) for title in titles]
        if form != "plain":
            texts = [f'<a href="{href}">{text}</a>' for href, text in zip(hrefs, texts, strict=True)]
        start, item, end = self._rng.choice(HEADED_LISTS)
        html = start.format(escape(opener, quote=False)) + "".join(map(item.format, texts)) + end
        return leftover("related", (opener, *titles), html)

    def _advert(self) -> Leftover:
        advert = common_first(self._rng, self._hand.adverts)
        texts = [escape(line, quote=False) for line in advert.lines]
        if advert.url:
            texts = [f'<a href="{escape(advert.url)}">{text}</a>' for text in texts]
        form = self._rng.choice(ADVERTS)
        return leftover("ad", advert.lines, "".join(map(form.format, texts)))


def leftover(kind: Kind, lines: Lines, html: str = "", source: str | None = None) -> Leftover:
    """Lines of one kind, in markup of their own or like the text around them."""
    return Leftover(tuple((line, kind) for line in lines), html=html, prose=lines, source=source)
