"""Text formats: CSV for spreadsheets, JSON lines for programs. Moments are local, with their zone."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import IO, Any

from rentspider.exporting.fields import Field
from rentspider.terminal import json_line
from rentspider.zone import ZONE

CELL = 32_767
"""A cell of a spreadsheet takes no more characters."""
# What a spreadsheet takes a cell for a formula by; full-width signs among them.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class CsvWriter:
    """A header and a line an article, in UTF-8 with the mark by which spreadsheets know it."""

    def __init__(self, file: IO[bytes], fields: Sequence[Field]) -> None:
        self._file = file
        self.too_long = 0
        """How many texts were longer than a cell."""
        file.write(BOM_UTF8)
        self._write([[field.name for field in fields]])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add some articles."""
        lines = [[_cell(value) for value in row] for row in rows]
        self.too_long += sum(len(cell) > CELL for line in lines for cell in line)
        self._write(lines)

    def close(self) -> None:
        """Nothing is left to write."""

    def _write(self, lines: Iterable[Sequence[str]]) -> None:
        text = StringIO(newline="")
        csv.writer(text).writerows(lines)
        self._file.write(text.getvalue().encode())


class JsonWriter:
    """An object a line, in UTF-8."""

    too_long = 0

    def __init__(self, file: IO[bytes], fields: Sequence[Field]) -> None:
        self._file, self._names = file, [field.name for field in fields]

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add some articles."""
        for row in rows:
            line = json_line(dict(zip(self._names, map(_plain, row), strict=True)))
            self._file.write(line.encode() + b"\n")

    def close(self) -> None:
        """Nothing is left to write."""


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str:
    """A value as a spreadsheet shows it; what it would take for a formula, behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = ", ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(_plain(value))
