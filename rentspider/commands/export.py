"""`scrapy export`: the articles as a file for other programs."""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rich.console import Console
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.counting import counting
from rentspider.db.export import count_articles, read_articles
from rentspider.db.filters import Filters
from rentspider.errors import SetupError
from rentspider.exporting.fields import Field, fields_named, values
from rentspider.exporting.files import output
from rentspider.exporting.texts import CELL, CsvWriter, JsonWriter
from rentspider.filter_options import add_filter_options, filters_of
from rentspider.outcome import Exit
from rentspider.signals import StoppedError, ending_at_signals

WRITERS: dict[str, type[CsvWriter | JsonWriter]] = {"csv": CsvWriter, "jsonl": JsonWriter}
FORMATS = (*WRITERS, "parquet")


class Command(ReadCommand):
    """Export the articles."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Write the articles to a file or to standard output, as CSV, JSON lines or Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-f", "--format", choices=FORMATS, help="(default: as the file's name ends, else csv)")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="(default: standard output)")
        parser.add_argument("--fields", metavar="A,B,C", help="columns, in this order (default: the usual ones)")
        add_filter_options(parser)

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"scrapy export takes options only, not {args[0]}")
        try:
            fields = fields_named(opts.fields)
        except ValueError as error:
            raise UsageError(str(error)) from error
        writer = _writer(opts.format or _format_of(opts.output), opts.output)
        try:
            with ending_at_signals():
                told = _export(connection, filters_of(opts), fields, writer, opts.output)
        except StoppedError as stop:
            self.exitcode = Exit.STOPPED
            print(f"rentspider: stopped by {stop}; {_left_by(opts.output)}", file=sys.stderr)
        else:
            if opts.output:
                console.print(told, soft_wrap=True)


def _left_by(path: Path | None) -> str:
    return f"{path} is as it was" if path else "what was written is not all"


def _format_of(path: Path | None) -> str:
    if path is None or not path.suffix:
        return "csv"
    name = path.suffix.removeprefix(".").lower()
    if name not in FORMATS:
        raise UsageError(f"say with -f what {path} is to be: {', '.join(FORMATS)}")
    return name


def _writer(name: str, path: Path | None) -> Any:
    """What writes a format."""
    if name in WRITERS:
        return WRITERS[name]
    if not find_spec("pyarrow"):
        raise SetupError("Parquet needs pyarrow: make setup, or pip install 'rentspider[parquet]'")
    if path is None and sys.stdout.isatty():
        raise UsageError("Parquet is nothing for a terminal: name a file with -o")
    from rentspider.exporting.parquet import ParquetWriter  # only here: it takes a while, and needs the extra

    return ParquetWriter


def _export(connection: Connection, filters: Filters, fields: list[Field], writer: Any, path: Path | None) -> str:
    """Write what is asked for; gives a sentence on it."""
    total = count_articles(connection, filters)
    columns = [field.column for field in fields if field.column is not None]
    with output(path) as file, counting("exporting", total) as done:
        writing = writer(file, fields)
        for batch in read_articles(connection, filters, columns):
            writing.write([values(fields, tags, row) for tags, row in batch])
            done(len(batch))
        writing.close()
    if writing.too_long:
        told = f"{writing.too_long} texts are longer than a spreadsheet's cell holds ({CELL} characters)"
        print(f"rentspider: {told}", file=sys.stderr)
    return f"{total} articles are in {path}"
