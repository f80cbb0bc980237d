"""WARC archives: every answer is written to one before it is parsed, and one can be read again for ever."""

from rentspider.archive.reader import ArchivedPage, read_archive
from rentspider.archive.writer import ArchiveWriter

__all__ = ["ArchiveWriter", "ArchivedPage", "read_archive"]
