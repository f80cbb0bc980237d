"""The rooms of the house: which modules belong together, on which floor they are, and what they have to do without.

A module imports from its own room and from lower floors, never from another room of its own floor. The tests hold the
code against this, and the picture in docs/architecture.md is drawn from it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Modules that are read and changed together."""

    name: str
    does: str
    """What it is for, in a few words."""
    modules: tuple[str, ...]
    """Packages and modules, as they are imported."""
    without: tuple[str, ...] = ()
    """Packages that it must not import, though they are not ours or are below it."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Rooms that know nothing of each other."""

    name: str
    rooms: tuple[Room, ...]


def _of(package: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{package}.{name}" for name in names)


NO_FRAMEWORK = ("scrapy", "sqlalchemy")
PURE = (*NO_FRAMEWORK, "time")
"""No clock either: what a module knows of time it is told."""

FLOORS = (
    Floor(
        "Words that all use",
        (
            Room(
                "basics",
                "addresses, hosts, errors, exit codes, time zone, what terminals may get, the cost of patterns",
                (
                    "rentspider",
                    *_of(
                        "rentspider",
                        "counting",
                        "digest",
                        "errors",
                        "hosts",
                        "outcome",
                        "patience",
                        "signals",
                        "terminal",
                        "urls",
                        "zone",
                    ),
                ),
                (*NO_FRAMEWORK, "pipelines"),
            ),
        ),
    ),
    Floor(
        "Reading HTML",
        (
            Room("pages", "HTML in, values and text blocks out", _of("rentspider", "pages"), PURE),
            Room("config", "the settings: what they mean, as places", _of("rentspider", "config", "given")),
        ),
    ),
    Floor(
        "What is handed on",
        (
            Room("items", "what a page gave", _of("rentspider", "items"), (*NO_FRAMEWORK, "pipelines")),
            Room("health", "a run held against earlier ones", _of("rentspider", "health"), (*PURE, "datetime")),
        ),
    ),
    Floor(
        "Judging and storing",
        (
            Room("cleaning", "keeps or removes each line, by rules", _of("pipelines", "cleaning"), (*PURE, "datetime")),
            Room("dating", "what all evidence says of a date", _of("pipelines", "dating"), PURE),
            Room("text", "normal text, sanitised HTML", _of("pipelines", "normalise", "markup"), PURE),
            Room("db", "models, migrations, views, statements, search", _of("rentspider", "db"), ("scrapy",)),
        ),
    ),
    Floor(
        "Around the database",
        (
            Room("archive", "WARC files: write, read, merge", _of("rentspider", "archive"), ("scrapy", "pipelines")),
            Room("spiders", "what to fetch, in which order", _of("rentspider", "spiders"), ("pipelines",)),
            Room(
                "pipelines",
                "one class a step of a page",
                ("pipelines", *_of("pipelines", "boilerplate", "text", "dates", "check", "measure", "store")),
            ),
            Room("auditing", "why a line was removed", _of("rentspider", "auditing"), ("scrapy",)),
            Room("exporting", "articles as files", _of("rentspider", "exporting"), ("scrapy", "pipelines")),
            Room(
                "run",
                "lock, log, record, summary and alarm of a run",
                _of("rentspider", "run", "lock", "logs", "reporting", "alarm", "scope", "summary"),
            ),
        ),
    ),
    Floor(
        "Ways in",
        (
            Room("extensions", "archive, politeness, failures, live line", _of("rentspider", "extensions")),
            Room("browse", "the web page", _of("rentspider", "browse"), ("scrapy", "pipelines", "rentspider.spiders")),
            Room("fleet", "sites and archives handed out to workers", _of("rentspider", "fleet"), ("pipelines",)),
            Room(
                "again",
                "replay, reclean, learning: archived pages read again",
                _of("rentspider", "reader", "workers", "replayer", "postponed", "recleaner", "learning"),
            ),
        ),
    ),
    Floor(
        "The command line",
        (
            Room(
                "commands",
                "one module a command",
                _of("rentspider", "__main__", "child", "commands", "commands_base", "filter_options"),
            ),
            Room("settings", "names the spider, the pipelines, the extensions", _of("rentspider", "settings")),
        ),
    ),
)
ROOMS = tuple(room for floor in FLOORS for room in floor.rooms)
