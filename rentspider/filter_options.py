"""The options by which commands narrow down which articles they are about."""

import argparse
from dataclasses import fields
from datetime import date

from scrapy.exceptions import UsageError

from rentspider.db.filters import DAYS, NAMES, Filters


def add_filter_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command's own."""
    for field in fields(Filters):
        kind, shown = (_day, "YYYY-MM-DD") if field.name in DAYS else (str, field.name.upper())
        parser.add_argument(f"--{field.name}", type=kind, metavar=shown, help=field.metadata["help"])


def filters_of(opts: argparse.Namespace) -> Filters:
    """What was given."""
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"no day is since {opts.since} and until {opts.until}")
    return Filters(**{name: getattr(opts, name) for name in NAMES})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write 2026-03-01") from None
