"""`rentspider …`: the same as `scrapy …` in a checkout, from any folder."""

import os

from scrapy.cmdline import execute


def main() -> None:
    """Run Scrapy's command line with the project's settings, whatever project the folder is of."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "rentspider.settings"
    execute()


if __name__ == "__main__":
    main()
