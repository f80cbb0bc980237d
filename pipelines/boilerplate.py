"""Strips boilerplate: divides a post's blocks into kept and removed, and reads the credited source."""

from collections.abc import Callable, Mapping
from functools import cache

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from pipelines.cleaning import RuleSet, clean, credited_source, load_rules
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.repetition import learned_weights

Learned = Callable[[str], Mapping[int, float]]
"""Gives for a site how much lines that repeat there speak for boilerplate."""
OWN_RULES = "rules.toml"
"""The file in the data folder that holds a user's own rules."""


def rules_of(config: Config) -> RuleSet:
    """The built-in rules, with a user's own where the data folder has a file of them.

    Raises:
        SetupError: that file cannot be read, or an entry in it is wrong.
    """
    own = config.data / OWN_RULES
    return load_rules(own if own.exists() else None)


def learned_in(config: Config) -> Learned:
    """What a database has learned of each site, asked for when a page of the site comes: there may be thousands."""
    engine = open_database(config.database_url)
    engine.dispose()  # no connection is kept between two questions, which come once a site

    @cache
    def of_site(site: str) -> Mapping[int, float]:
        with engine.connect() as connection:
            learned = learned_weights(connection, site)
        engine.dispose()
        return learned

    return of_site


class BoilerplatePipeline:
    """Fills `kept`, `removed`, `edges`, `near`, `source` and `cleaner_version` of a post."""

    def __init__(self, learned: Learned | None = None, rules: RuleSet | None = None) -> None:
        self._rules = rules or load_rules()
        self._learned = learned or (lambda _: {})

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BoilerplatePipeline":
        config = Config.of(crawler.settings)
        return cls(learned_in(config), rules_of(config))

    def process_item(self, item: object) -> object:
        post = ItemAdapter(item)
        if "page" in post:
            cleaned = clean(post["page"].blocks, self._rules, self._learned(post["site"]))
            post["kept"], post["removed"], post["edges"] = cleaned.kept, cleaned.removed, cleaned.edges
            post["near"] = cleaned.near
            post["source"] = credited_source(cleaned.removed)
            post["cleaner_version"] = self._rules.version
        return item
