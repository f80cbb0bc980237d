"""Parquet, for pandas, DuckDB and the like: typed columns, compressed. It needs pyarrow, an extra."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

import pyarrow
from pyarrow.parquet import ParquetWriter as ArrowWriter

from rentspider.exporting.fields import Field
from rentspider.zone import ZONE

_TYPES = {
    "text": pyarrow.string(),
    "number": pyarrow.int64(),
    "moment": pyarrow.timestamp("s", tz=str(ZONE)),
    "day": pyarrow.date32(),
    "list": pyarrow.list_(pyarrow.string()),
}


class ParquetWriter:
    """A row an article; a group of rows each time that some are added."""

    too_long = 0

    def __init__(self, file: IO[bytes], fields: Sequence[Field]) -> None:
        self._schema = pyarrow.schema(
            [pyarrow.field(field.name, _TYPES[field.kind], metadata={"description": field.doc}) for field in fields]
        )
        self._arrow = ArrowWriter(file, self._schema, compression="zstd")

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add some articles."""
        columns = zip(*rows, strict=True)
        arrays = [pyarrow.array(values, kind) for values, kind in zip(columns, self._schema.types, strict=True)]
        self._arrow.write_batch(pyarrow.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        """Write what is left, and leave the file open."""
        self._arrow.close()
