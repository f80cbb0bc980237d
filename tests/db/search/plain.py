"""Articles of odd texts, made at random, and the plain scan over them that the index is held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import update

from rentspider.db.filters import Filters
from rentspider.db.models import Article
from rentspider.db.search.terms import parse
from rentspider.zone import local_day
from tests.commands.helpers import dated
from tests.db.helpers import AT, Database, post

LETTERS = [*"嘉定招商厂房区", *"aAbBsS", *"，。、“”《》", *"\"'*()[]{}^:;,.-+%_\\/?#&|~ ", *"ßİſﬁÉé１"]
ODD = [*LETTERS, "😀", "𠮷", "\t", "\x00", "\u3000", "\u200d", "\ufeff", "\ue000", "\uffff", "\r"]
NEVER_STORED = ["\ud83d", "\ude00", "\udc80"]
SYNTAX = [" OR ", " AND ", " NOT ", "NEAR(", "title:", "body :", "';DROP TABLE articles;--", '"" ', "never", "*", "^嘉"]
NAMES = ("园区动态", "别的", "a_b%", None)
TAGS = ("嘉定", "厂房")
DAYS = 20


@dataclass(frozen=True)
class Stored:
    """An article as a plain scan needs it."""

    id: int
    title: str
    text: str
    category: str | None
    source: str | None
    tags: tuple[str, ...]
    first: date | None
    last: date | None

    def is_within(self, filters: Filters) -> bool:
        within = (filters.since is None or bool(self.first and self.first >= filters.since)) and (
            filters.until is None or bool(self.last and self.last <= filters.until)
        )
        named = ((filters.category, self.category), (filters.source, self.source))
        tagged = filters.tag is None or filters.tag in self.tags
        return within and tagged and all(name is None or name == own for name, own in named)


def fill(database: Database, rng: Random, count: int) -> list[Stored]:
    """Store articles of up to four paragraphs, which share many short strings; some without a date, some unsure."""
    stored, on_sqlite = [], database.engine.dialect.name == "sqlite"
    for number in range(1, count + 1):
        title, text = text_of(rng, 8), "\n".join(text_of(rng, 25) for _ in range(rng.randint(0, 4)))
        if not on_sqlite:
            title, text = title.replace("\0", ""), text.replace("\0", "")  # PostgreSQL has no such texts
        category, source = rng.choice(NAMES), rng.choice(NAMES)
        tags = tuple(tag for tag in TAGS if rng.random() < 0.4)
        item = post(number, title="题", source=source, tags=tags)
        item.title, item.body_text, item.content_hash = title, text, str(number)
        database.save(item)
        with database.connection() as connection:
            connection.execute(update(Article).where(Article.id == number).values(category=category))
        first = last = None
        if rng.random() < 0.9:
            hours, unsure = rng.randrange(24 * DAYS), rng.choice((0, 0, 30))
            dated(database, number, hours, unsure)
            first, last = (local_day(AT + timedelta(hours=at)) for at in (hours, hours + unsure))
        stored.append(Stored(number, title, text, category, source, tags, first, last))
    return stored


def text_of(rng: Random, longest: int) -> str:
    return "".join(rng.choices(ODD, k=rng.randint(0, longest)))


def some_term(rng: Random, texts: Sequence[str]) -> str:
    """A piece of a stored text, mostly, with its letter case changed; or letters at random."""
    if rng.random() < 0.75 and (source := rng.choice(texts)):
        start = rng.randrange(len(source))
        piece = source[start : start + rng.choice((1, 1, 2, 2, 3, 4, 7))]
        return rng.choice((str, str.upper, str.lower, str.swapcase))(piece)
    if rng.random() < 0.2:
        return rng.choice(SYNTAX)
    return "".join(rng.choices([*ODD, *NEVER_STORED], k=rng.randint(1, 3)))


def some_query(rng: Random, texts: Sequence[str]) -> str:
    """One to three terms, some of them as phrases, some excluded."""
    written = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        term = some_term(rng, texts)
        sign = "-" if rng.random() < 0.2 else ""
        written.append(f'{sign}"{term}"' if rng.random() < 0.4 else f"{sign}{term}")
    return " ".join(written)


def some_filters(rng: Random) -> Filters:
    """Mostly none; else one bound or several."""
    since, until = (local_day(AT) + timedelta(days=rng.randint(-2, DAYS + 2)) for _ in range(2))
    given = {"since": since, "until": until, "category": rng.choice(NAMES), "source": rng.choice(NAMES)}
    given["tag"] = rng.choice((*TAGS, "\udc80"))
    return Filters(**{name: value for name, value in given.items() if rng.random() < 0.15})  # type: ignore[arg-type]


def scan(articles: Sequence[Stored], query: str, filters: Filters) -> Iterator[int]:
    """The posts that a query asks for, found by looking at every place."""
    terms = parse(query)
    for article in articles:
        places = [article.title.casefold(), *(line.casefold() for line in article.text.split("\n"))]
        wanted = all(any(term in place for place in places) for term in terms.wanted)
        unwanted = any(term in place for term in terms.unwanted for place in places)
        if wanted and not unwanted and article.is_within(filters):
            yield article.id
