"""Learns what repeats on a site, when a run has stored something, and cleans anew the articles that it bears on."""

import logging
from collections.abc import Collection

from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from sqlalchemy import Engine

from pipelines.boilerplate import rules_of
from pipelines.cleaning.removal import LEXICON
from rentspider.config import Config
from rentspider.db.queries import sites
from rentspider.db.repetition import articles_with, judge_line, learn, note_applied, unapplied_lines
from rentspider.db.runs import learning_is_owed
from rentspider.recleaner import Recleaner

logger = logging.getLogger(__name__)

ROUNDS = 3
"""What is learned can make two articles copies of each other, which do not count: learned anew, it comes to rest."""
STORED = ("rent/new", "rent/changed", "rent/older", "rent/unchanged")


def learn_repetition(
    settings: Settings,
    engine: Engine,
    stats: StatsCollector,
    site: str | None = None,
    names: Collection[str] | None = None,
    anyway: bool = False,
) -> None:
    """Learn from what a run has stored; a run that stored no article costs nothing.

    What a run that was killed has stored and not learned from, or learned and not applied, the next one sees to.

    Args:
        site: the one site that the run was of.
        names: all that the site is called; None: learn of all sites that there are.
        anyway: learn also where nothing says that there is something to learn from.
    """
    with engine.connect() as connection:
        stored = anyway or any(stats.get_value(name) for name in STORED) or learning_is_owed(connection, site)
        names = sites(connection) if names is None else sorted(names)
    for _ in range(ROUNDS):
        with engine.begin() as connection:
            fresh = {site: learn(connection, site) if stored else set() for site in names}
        if not sum(apply_learned(settings, engine, site, fresh[site]) for site in names):
            return


def judge_learned(settings: Settings, engine: Engine, fingerprint: int, verdict: str | None) -> int:
    """Note what a person says of a learned line, and clean its articles anew; gives on how many sites it is known."""
    with engine.begin() as connection:
        judged = [site for site in sites(connection) if judge_line(connection, site, fingerprint, verdict)]
    for site in judged:
        apply_learned(settings, engine, site)
    return len(judged)


def apply_learned(settings: Settings, engine: Engine, site: str, fresh: Collection[int] = ()) -> int:
    """Clean the articles anew on which something learned or judged bears; gives how many lines that was.

    Args:
        fresh: lines of which nothing was known before. Where a rule that is as good as certain has removed such a line,
            or its own words have, its repetition changes nothing.
    """
    with engine.connect() as connection:
        lines = unapplied_lines(connection, site)
        if not lines:
            return 0
        certain = [LEXICON, *(rule.id for rule in rules_of(Config.of(settings)).rules if rule.strong)]
        keys = articles_with(connection, site, lines.difference(fresh))
        keys |= articles_with(connection, site, lines.intersection(fresh), gone_by=certain)
    recleaner = Recleaner(settings, engine)
    differing = sum(cleaning.differs for cleaning in recleaner.reclean(keys))
    with engine.begin() as connection:
        note_applied(connection, site)
    logger.info(
        "%s: %d repeated lines learned; %d articles cleaned anew, %d of them read otherwise now",
        *(site, len(lines), len(keys) - len(recleaner.lost), differing),
    )
    return len(lines)
