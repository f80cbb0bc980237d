"""`scrapy browse`: the web page over the database, for this machine's own browser."""

import argparse
from importlib.util import find_spec

from scrapy.exceptions import UsageError

from pipelines.boilerplate import rules_of
from rentspider.auditing.reasons import Reasons
from rentspider.commands_base import OwnCommand
from rentspider.config import Config
from rentspider.db.readonly import file_of
from rentspider.errors import SetupError
from rentspider.outcome import Exit
from rentspider.reporting import clear_errors
from rentspider.signals import StoppedError, ending_at_signals

PORT = 8001


class Command(OwnCommand):
    """Serve the web page."""

    def short_desc(self) -> str:
        return "Show the database as a web page, on this machine alone, until Ctrl-C"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--port", type=_port, default=PORT, metavar="N", help=f"where (default: {PORT}; 0: any that is free)"
        )
        parser.add_argument("--no-open", action="store_true", help="print the address, and open no browser")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy browse takes options only")
        with clear_errors(self):
            try:
                with ending_at_signals():
                    self._serve(opts)
            except StoppedError:  # how it is meant to end
                self.exitcode = Exit.DONE

    def _serve(self, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if not (find_spec("datasette") and find_spec("uvicorn")):
            raise SetupError("scrapy browse needs Datasette: make setup, or pip install 'rentspider[browse]'")
        config = Config.of(self.settings)
        path, reasons = file_of(config.database_url), Reasons(rules_of(config))
        from rentspider.browse.app import Browser  # only here: it takes a while, and needs the extra
        from rentspider.browse.server import listen, open_in_browser, serve

        listening = listen(opts.port)

        def ready(address: str) -> None:
            print(f"{path} is at {address} until Ctrl-C", flush=True)
            if not opts.no_open:
                open_in_browser(address)

        serve(Browser(path, reasons), listening, ready)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return int(text)
