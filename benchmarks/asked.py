"""What a search is asked for: words of made-up articles, by how common they are."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy import Engine, select

from rentspider.db.filters import Filters
from rentspider.db.models import Article
from rentspider.db.search import Order

SAMPLE = 1_000
"""So many articles tell how common a word is."""
WORDS = 25
"""So many different queries of each kind."""
YEAR = Filters(since=date(2018, 1, 1), until=date(2018, 12, 31))
MOST = Filters(since=date(2012, 1, 1))


@dataclass(frozen=True)
class Asked:
    """A string and the days within which it is looked for."""

    text: str
    filters: Filters = field(default_factory=Filters)
    order: Order = "rank"

    @property
    def days(self) -> tuple[str, str]:
        """The same as bounds that stand for everything where there are none."""
        since, until = self.filters.since, self.filters.until
        return str(since or "0001-01-01"), str(until + timedelta(days=1) if until else "9999-12-31")


@dataclass(frozen=True)
class Kind:
    """Queries of one kind."""

    name: str
    asked: list[Asked]


def kinds(engine: Engine, count: int) -> list[Kind]:
    """Words of some articles by how common they are, and what is asked with them."""
    rng = Random(1)
    with engine.connect() as connection:
        some = select(Article.body_text).where(Article.key.in_(rng.sample(range(1, count + 1), min(SAMPLE, count))))
        texts = connection.execute(some).scalars().all()
    characters, pairs = Counter[str](), Counter[str]()
    for text in texts:
        characters.update(filter(str.isalpha, set(text)))
        pairs.update(filter(str.isalpha, {text[at : at + 2] for at in range(len(text) - 1)}))

    def standing_in(counter: Counter[str], least: float, most: float) -> list[str]:
        words = sorted(word for word, held in counter.items() if least <= held / len(texts) <= most)
        return rng.sample(words, min(WORDS, len(words)))

    rare, common = standing_in(pairs, 0, 0.002), standing_in(pairs, 0.2, 0.6)
    most, letters = standing_in(pairs, 0.6, 1), standing_in(characters, 0.3, 1)
    phrases = [text[at : at + 6] for text in rng.sample(texts, min(WORDS, len(texts))) for at in [rng.randrange(500)]]
    asks = {
        "a rare word of two characters (in 0.2 % or less)": [Asked(word) for word in rare],
        "a common one (in 20 to 60 %)": [Asked(word) for word in common],
        "a very common one (in 60 % or more)": [Asked(word) for word in most],
        "one character (in 30 % or more)": [Asked(letter) for letter in letters],
        "a phrase of six characters": [Asked(phrase) for phrase in phrases if phrase.isalpha()],
        "a common word, one year of sixteen": [Asked(word, YEAR) for word in common],
        "a common word, all but two years": [Asked(word, MOST) for word in common],
        "a rare word, one year of sixteen": [Asked(word, YEAR) for word in rare],
    }
    newest = Kind("a common word, newest first", [Asked(word, order="newest") for word in common])
    return [*(Kind(name, asked) for name, asked in asks.items()), newest]
