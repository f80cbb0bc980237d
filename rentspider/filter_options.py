"""The options by which commands narrow down which articles they are about."""

import argparse
from datetime import date

from scrapy.exceptions import UsageError

from rentspider.db.filters import Filters

NAMES = ("category", "source", "tag")


def add_filter_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command's own."""
    parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="published on this day or later")
    parser.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="published on this day or before")
    for name in NAMES:
        parser.add_argument(f"--{name}", metavar=name.upper(), help=f"only articles of this {name}, as it is written")


def filters_of(opts: argparse.Namespace) -> Filters:
    """What was given."""
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"no day is since {opts.since} and until {opts.until}")
    return Filters(opts.since, opts.until, opts.category, opts.source, opts.tag)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write 2026-03-01") from None
