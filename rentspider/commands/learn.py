"""`scrapy learn`: what replays beside each other have left for later, site by site."""

import argparse

from scrapy.exceptions import UsageError
from scrapy.utils.log import configure_logging

from pipelines.boilerplate import rules_of
from rentspider.commands_base import OwnCommand, stats_collector
from rentspider.config import Config
from rentspider.learning import learn_repetition
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run
from rentspider.scope import ALL, Scope


class Command(OwnCommand):
    """Learn what repeats on a site."""

    def syntax(self) -> str:
        return "[options] [SITE]"

    def short_desc(self) -> str:
        return "Learn which lines repeat on a site, and clean its articles anew by that; no site: on all"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("scrapy learn takes one site, as the database names it, or none")
        assert self.settings is not None
        configure_logging(self.settings)
        with clear_errors(self):
            config = Config.of(self.settings)
            rules_of(config)
            site = args[0] if args else None
            scope = Scope(site) if site else ALL
            with Run(config, "learn", {}, site, scope=scope) as run:
                stats = stats_collector(self.settings)
                learn_repetition(self.settings, run.engine, stats, site, [site] if site else None, anyway=True)
                self.exitcode = run.finish(stats, Ending())
