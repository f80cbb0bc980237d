"""Faults of archives that others have written, replayed with `scrapy replay`."""
