"""`scrapy fleet`: crawls many sites, or replays many archives, by as many workers as there are."""

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.log import configure_logging

from pipelines.boilerplate import rules_of
from rentspider.commands_base import OwnCommand
from rentspider.config import Config
from rentspider.fleet.fleet import ITS_OWN, Fleet, replays
from rentspider.fleet.sites import read_sites
from rentspider.reporting import clear_errors


class Command(OwnCommand):
    """Hand sites or archives out to workers."""

    def syntax(self) -> str:
        return "crawl|replay [options] [FILE.warc.gz ...]"

    def short_desc(self) -> str:
        return "Crawl many sites, or replay many archives, on one machine or many (PostgreSQL)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--sites", type=Path, default=Path("sites.toml"), metavar="FILE", help="the sites to crawl")
        parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler that is there: tcp:// or tls://")
        parser.add_argument("--workers", type=_count, metavar="N", help="jobs at a time, without one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        what, *files = args or [""]
        if what not in ("crawl", "replay") or (what == "crawl" and files):
            raise UsageError("scrapy fleet crawl [--sites FILE], or scrapy fleet replay [FILE.warc.gz ...]")
        configure_logging(self.settings)
        with clear_errors(self):
            config = Config.of(self.settings)
            rules_of(config)
            jobs = read_sites(opts.sites) if what == "crawl" else replays(config, files)
            fleet = Fleet(config, self._passed_on(), opts.scheduler, opts.workers)
            self.exitcode = fleet.crawl(jobs) if what == "crawl" else fleet.replay(jobs)

    def _passed_on(self) -> list[str]:
        """The options of the command line, which hold for each job."""
        assert self.settings is not None
        given = SETTINGS_PRIORITIES["cmdline"]
        names = [name for name in self.settings if (self.settings.getpriority(name) or 0) >= given]
        return [part for name in names if name not in ITS_OWN for part in ("-s", f"{name}={self.settings[name]}")]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 1000")
    return int(text)
