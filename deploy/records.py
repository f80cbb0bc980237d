#!/usr/bin/env python3
"""Fetches the records that an index of Common Crawl names, one at a time, into one WARC file.

    records.py INDEX OUT.warc.gz [--base URL] [--pause SECONDS]

INDEX is an answer of the index, one JSON object a line, with `filename`, `offset` and `length` of each record. OUT may
be there from a try that was cut short: what it has is not fetched again. Needs nothing but Python.
"""

import argparse
import gzip
import json
import os
import sys
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path

TRIES = 5
Place = tuple[str, int, int]
"""A file, and from where on how many bytes of it are a record."""


def places(index: Path) -> Iterator[Place]:
    """The records that an index names, each once, those of one file together."""
    found = set()
    for number, line in enumerate(index.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line) if line.strip() else None
            if entry:
                found.add((str(entry["filename"]), int(entry["offset"]), int(entry["length"])))
        except (ValueError, KeyError, TypeError):
            sys.exit(f"records.py: line {number} of {index} names no record: {line[:100]}")
    yield from sorted(found)


def record(base: str, place: Place, pause: float) -> bytes:
    """One record as it stands in its file; where the server is busy it is asked again, after ever longer waits."""
    name, offset, length = place
    asked = {"Range": f"bytes={offset}-{offset + length - 1}", "User-Agent": agent()}
    request = urllib.request.Request(f"{base.rstrip('/')}/{name}", headers=asked)
    for tried in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content = bytes(answer.read(length + 1))
            if len(content) == length and gzip.decompress(content):
                return content
            reason = "the server sent something else than the record"
        except (OSError, EOFError, zlib.error) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code not in (429, 500, 502, 503, 504):
                raise SystemExit(f"records.py: {request.full_url}: {error}") from error
            reason = str(error)
        time.sleep(pause * 2**tried)
    sys.exit(f"records.py: {request.full_url} at {offset}: {reason}; what was fetched stays, try again later")


def agent() -> str:
    """Who asks, and how to reach them."""
    contact = os.environ.get("RENT_CONTACT", "")
    return f"rentspider-records ({contact})" if contact else "rentspider-records"


def main() -> None:
    """Fetch what is missing."""
    parser = argparse.ArgumentParser(description="Fetch the records that an index names, one at a time.")
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", default="https://data.commoncrawl.org/")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests")
    given = parser.parse_args()
    wanted = list(places(given.index))
    done = given.out.with_name(f"{given.out.name}.done")  # a line for each record that OUT has whole
    known = done.read_text(encoding="utf-8").splitlines() if done.exists() and given.out.exists() else []
    with given.out.open("r+b" if known else "wb") as out, done.open("a" if known else "w", encoding="utf-8") as noted:
        out.truncate(sum(int(line.split()[2]) for line in known))
        out.seek(0, os.SEEK_END)
        had = {line.rpartition(" ")[0] for line in known}
        missing = [place for place in wanted if f"{place[0]} {place[1]}" not in had]
        for number, place in enumerate(missing):
            time.sleep(given.pause if number else 0)
            out.write(record(given.base, place, given.pause))
            out.flush()
            noted.write(f"{place[0]} {place[1]} {place[2]}\n")
            noted.flush()
    print(f"{len(wanted)} records in {given.out}, {len(missing)} of them fetched now")


if __name__ == "__main__":
    main()
