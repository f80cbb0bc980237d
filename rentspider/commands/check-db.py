"""`scrapy check-db`: whether the database is sound, and all that it promises holds."""  # noqa: N999 - as it is called

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from scrapy.exceptions import UsageError
from sqlalchemy import Engine

from rentspider.archive.places import NAME, missing_files, places_hold
from rentspider.commands_base import OwnCommand
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.invariants import NAMES, Finding, findings
from rentspider.db.readonly import check_version
from rentspider.db.runs import killed_runs
from rentspider.lock import is_writing
from rentspider.outcome import Exit
from rentspider.reporting import clear_errors

RUN = "run-is-on"


class Command(OwnCommand):
    """Check the database, and write nothing."""

    def short_desc(self) -> str:
        return "Check that the database is sound and that all it promises holds (exit code 4: it does not)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object, for machines")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy check-db takes options only")
        assert self.settings is not None
        with clear_errors(self):
            config = Config.of(self.settings)
            check_version(config.database_url)  # what opens it would bring it to the newest version
            engine = open_database(config.database_url, create=False)
            found = list(findings(engine))
            notes = list[str]()
            if not any(finding.name == NAMES[0] for finding in found):
                found += _of_records(engine, config)
                notes += _notes(engine, config)
            engine.dispose()
            _show(found, notes, opts.json)
            if found:
                self.exitcode = Exit.ERRORS


def _of_records(engine: Engine, config: Config) -> Iterator[Finding]:
    """What the database says of things outside of it: places in the archive, and runs."""
    with engine.connect() as connection:
        yield from places_hold(connection, config)
        runs = killed_runs(connection)
    if runs and not is_writing(config):
        named = ", ".join(map(str, runs))
        yield Finding(RUN, f"runs that were killed: {len(runs)} ({named})", "The next run closes them, and goes on")


def _notes(engine: Engine, config: Config) -> Iterator[str]:
    with engine.connect() as connection:
        for name in missing_files(connection, config):
            yield f"the archive {name} is not there: replay and reclean pass over it until it is put back"


def _show(found: list[Finding], notes: list[str], as_json: bool) -> None:
    names = [*NAMES, NAME, RUN]
    if as_json:
        told = {"checked": names, "findings": [asdict(finding) for finding in found], "notes": notes}
        print(json.dumps(told, ensure_ascii=False))
        return
    for line in (*found, *(f"note: {note}" for note in notes)):
        print(line)
    broken = len({finding.name for finding in found})
    print(f"{broken} of {len(names)} do not hold" if broken else f"all {len(names)} invariants hold")
