"""Writes docs/schema.md."""

from pathlib import Path

from rentspider.db.schema import describe
from rentspider.db.schema.page import page

PATH = Path(__file__).parents[3] / "docs/schema.md"

if __name__ == "__main__":
    PATH.write_text(page(describe()), encoding="utf-8")
