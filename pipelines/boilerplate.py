"""Strips boilerplate: divides a post's blocks into kept and removed, and reads the credited source."""

from collections.abc import Mapping

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from pipelines.cleaning import RuleSet, clean, credited_source, load_rules
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.repetition import learned_weights

Learned = Mapping[str, Mapping[int, float]]
"""For each site, how much lines that repeat there speak for boilerplate."""
OWN_RULES = "rules.toml"
"""The file in the data folder that holds a user's own rules."""


def rules_of(config: Config) -> RuleSet:
    """The built-in rules, with a user's own where the data folder has a file of them.

    Raises:
        SetupError: that file cannot be read, or an entry in it is wrong.
    """
    own = config.data / OWN_RULES
    return load_rules(own if own.exists() else None)


class BoilerplatePipeline:
    """Fills `kept`, `removed`, `edges`, `near`, `source` and `cleaner_version` of a post."""

    def __init__(self, learned: Learned | None = None, rules: RuleSet | None = None) -> None:
        self._rules = rules or load_rules()
        self._learned = learned or {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BoilerplatePipeline":
        config = Config.of(crawler.settings)
        engine = open_database(config.database_url)
        with engine.connect() as connection:
            learned = learned_weights(connection)
        engine.dispose()
        return cls(learned, rules_of(config))

    def process_item(self, item: object) -> object:
        post = ItemAdapter(item)
        if "page" in post:
            cleaned = clean(post["page"].blocks, self._rules, self._learned.get(post["site"], {}))
            post["kept"], post["removed"], post["edges"] = cleaned.kept, cleaned.removed, cleaned.edges
            post["near"] = cleaned.near
            post["source"] = credited_source(cleaned.removed)
            post["cleaner_version"] = self._rules.version
        return item
