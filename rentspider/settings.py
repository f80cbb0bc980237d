"""Scrapy's settings, and the project's own: each `RENT_…` can be set in the environment or with `-s`.

What follows from one of ours, as USER_AGENT from RENT_CONTACT, is set here for the environment, and by
`rentspider.given.settle` once more when a command knows its `-s`.
"""

import os
from importlib.util import find_spec
from pathlib import Path

from rentspider.errors import SetupError
from rentspider.given import meaning

_HOME = Path(__file__).resolve().parent.parent
_ROOT = _HOME if (_HOME / "scrapy.cfg").exists() else Path.cwd()


def _guard_pipelines() -> None:
    """Stop where `import pipelines` would find another package: one of that name is on the public index."""
    found = find_spec("pipelines")
    place = Path(found.origin).resolve().parent if found and found.origin else None
    if place != _HOME / "pipelines":
        raise SystemExit(
            f"rentspider: `import pipelines` finds {place or 'nothing'} instead of {_HOME / 'pipelines'};"
            " run `make setup`, or uninstall the other package called pipelines"
        )


_guard_pipelines()

BOT_NAME = "rentspider"
SPIDER_MODULES = ["rentspider.spiders"]
NEWSPIDER_MODULE = "rentspider.spiders"
COMMANDS_MODULE = "rentspider.commands"

# --- the project's own -------------------------------------------------------------------------------------------
RENT_SITE = os.environ.get("RENT_SITE") or "http://rent.sh.cn/"
# Everything that is written: the database, the archive, the lock.
RENT_DATA_DIR = os.environ.get("RENT_DATA_DIR") or str(_ROOT / "data")
# Any SQLAlchemy address; by default SQLite in the data folder.
RENT_DATABASE_URL = os.environ.get("RENT_DATABASE_URL") or ""
# The folder of the crawls' archives, inside the data folder.
RENT_ARCHIVE_DIR = os.environ.get("RENT_ARCHIVE_DIR") or "archive"
# How long a command waits for one that is writing; 0: it ends at once.
RENT_LOCK_WAIT = os.environ.get("RENT_LOCK_WAIT") or "0"
# Whom the operator of the site can write to; it stands in the user agent.
RENT_CONTACT = os.environ.get("RENT_CONTACT") or ""

# Who is told when a run ends with 4, 5, 6 or 7: a shell command, a web address, or both.
RENT_ALARM_COMMAND = os.environ.get("RENT_ALARM_COMMAND") or ""
RENT_ALARM_WEBHOOK = os.environ.get("RENT_ALARM_WEBHOOK") or ""

# How many processes read for a long replay or reclean; 0: as many as there are cores.
RENT_PROCESSES = os.environ.get("RENT_PROCESSES") or "0"

# Whether a terminal shows a live line in place of the log; `rentspider.logs` decides it for each run.
RENT_PROGRESS = False

# --- politeness --------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "rentspider"
ROBOTSTXT_PARSER = "rentspider.extensions.robots.ShortRobotParser"
CONCURRENT_REQUESTS = 1
DOWNLOAD_DELAY_JITTER = 0  # the delay is what there is between two requests at the least
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Seconds between two requests, at the least.
RENT_DELAY = os.environ.get("RENT_DELAY") or "1"
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 60.0
# How long a run waits where the site is busy (429, 503), or before each request, and asks for it; where it asks for
# more, the run ends.
RENT_MAX_WAIT = os.environ.get("RENT_MAX_WAIT") or "300"
# How many requests a run sends at the most; 0: as many as it takes.
RENT_MAX_REQUESTS = os.environ.get("RENT_MAX_REQUESTS") or "0"

# --- what is switched off: nothing here is needed, and each of these opens a door or writes what nobody reads -----
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of the callback anew with each answer; mypy says the same

# --- how far a request can go -------------------------------------------------------------------------------------
# Whether a name may lead to an address that is not public; a site that is named by such an address may be crawled.
RENT_PRIVATE_ADDRESSES = os.environ.get("RENT_PRIVATE_ADDRESSES") or "0"
TWISTED_DNS_RESOLVER = "rentspider.extensions.resolver.PublicResolver"
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "rentspider.extensions.handler.ShortHeadersHandler"),
}
REDIRECT_MAX_TIMES = 5
# Of a whole answer; the site is waited for no longer.
DOWNLOAD_TIMEOUT = 60

# --- the way of a page -------------------------------------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    # Nearest to the network, so that what is archived is what the server sent, redirects and robots.txt included.
    "rentspider.extensions.archive.ArchiveMiddleware": 950,
    "rentspider.extensions.bounds.BoundsMiddleware": 940,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "rentspider.extensions.bounds.SiteRedirects": 600,
    # Within Scrapy's retrying (550), so that it waits before each new try.
    "rentspider.extensions.politeness.PolitenessMiddleware": 560,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "rentspider.extensions.unpack.UnpackMiddleware": 590,
}
EXTENSIONS = {
    "rentspider.extensions.failures.FailureRecorder": 500,
    "rentspider.extensions.progress.Progress": 500,
}
# Pipelines from this order on count and store; those before only make the item what it is, be it in another process.
RENT_COUNTING = 450
ITEM_PIPELINES = {
    "pipelines.boilerplate.BoilerplatePipeline": 100,
    "pipelines.text.TextPipeline": 200,
    "pipelines.dates.DatesPipeline": 300,
    "pipelines.check.CheckPipeline": 400,
    "pipelines.measure.MeasurePipeline": RENT_COUNTING,
    "pipelines.store.StorePipeline": 500,
}

# How the spider, which knows no pipelines, reads a shown date where `since` bounds a crawl.
RENT_DATE_READER = "pipelines.dating.read_shown"
# Each address is asked for once a run as it is, and a list's first page once more where it has to be.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# First in, first out: the newest posts come first, as lists have them. What failed is tried again before anything else.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
RETRY_PRIORITY_ADJUST = 1
# The items of an answer are stored one by one. Scrapy starts so many tasks with each answer, whatever it has.
CONCURRENT_ITEMS = 1

RENT_LOG_LEVEL = os.environ.get("RENT_LOG_LEVEL") or "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
FEED_EXPORT_ENCODING = "utf-8"

# --- what follows: USER_AGENT, DOWNLOAD_DELAY, AUTOTHROTTLE_START_DELAY and LOG_LEVEL, and numbers for texts --------
try:
    globals().update(meaning(globals().get))
except SetupError as error:
    raise SystemExit(f"rentspider: {error}") from error
