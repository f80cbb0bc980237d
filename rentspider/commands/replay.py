"""`scrapy replay`: the same spider and pipelines over archives, offline."""

import argparse
from typing import Any

from scrapy.utils.log import configure_logging

from pipelines.boilerplate import rules_of
from rentspider.archive.choice import Choice
from rentspider.archive.opening import archives_of
from rentspider.commands_base import OwnCommand
from rentspider.config import Config
from rentspider.errors import SetupError
from rentspider.extensions.progress import LiveLine, share_read
from rentspider.learning import learn_repetition
from rentspider.logs import set_up_logging
from rentspider.replayer import Replayer
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run
from rentspider.scope import Scope
from rentspider.signals import call_at_signals


class Command(OwnCommand):
    """Replay archives into the database."""

    def syntax(self) -> str:
        return "[options] [FILE ...]"

    def short_desc(self) -> str:
        return "Read archived pages into the database, offline; no file: the project's own archives"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        told = "let other replays write meanwhile, and leave it to scrapy learn what repeats (PostgreSQL)"
        add("--only", metavar="GLOB", action="append", default=[], help="addresses to read, as 'rent.sh.cn/*'; several")
        add("--site", metavar="URL", action="append", default=[], help="a site to read, all of its answers; several")
        add("--unsigned", action="store_true", help="of others' archives, also pages without the CMS's signature")
        add("--beside", action="store_true", help=told)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        with clear_errors(self):
            choice = Choice.of(opts.only, opts.site, opts.unsigned)
            config = Config.of(self.settings)
            rules_of(config)
            if opts.beside and not config.is_on_postgresql:
                raise SetupError("--beside: several replays can write at a time on PostgreSQL only (RENT_DATABASE_URL)")
            archives = archives_of(config, args)
            arguments = {"files": [config.name_of(path) for path in archives], **_given(opts)}
            scope = Scope(beside_replays=opts.beside)
            with (
                set_up_logging(self.settings, config) as live,
                Run(config, "replay", arguments, scope=scope) as run,
            ):
                configure_logging(self.settings)
                replayer = Replayer(self.settings)
                call_at_signals(replayer.stop)
                try:
                    share = share_read(archives)
                    with LiveLine(replayer.stats, live) as line:
                        replayer.replay(archives, lambda *place: line.update(share(*place)), choice)
                finally:
                    replayer.close()
                if not replayer.stopped and not opts.beside:
                    learn_repetition(self.settings, run.engine, replayer.stats)
                self.exitcode = run.finish(replayer.stats, Ending(stopped=replayer.stopped))


def _given(opts: argparse.Namespace) -> dict[str, Any]:
    """The options that were given, for the record of the run."""
    return {name: value for name in ("only", "site", "unsigned", "beside") if (value := getattr(opts, name))}
