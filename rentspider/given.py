"""The project's own settings as they were given: what they mean, and what of Scrapy's follows from them."""

import logging
from collections.abc import Callable
from typing import Any

from scrapy.settings import BaseSettings

from rentspider import __version__
from rentspider.errors import SetupError

SECONDS = ("RENT_DELAY", "RENT_LOCK_WAIT", "RENT_MAX_WAIT")
NUMBERS = ("RENT_MAX_REQUESTS", "RENT_PROCESSES")
SWITCHES = ("RENT_PRIVATE_ADDRESSES",)
_SWITCH = {"1": True, "true": True, "0": False, "false": False}
_DEFAULT = "project"
"""The priority of what follows: what the command line says of Scrapy's own settings (`-L`) comes before it."""


def meaning(given: Callable[[str], Any]) -> dict[str, Any]:
    """What our settings mean where they are no texts, and Scrapy's settings that follow from them.

    Args:
        given: a setting by its name.

    Raises:
        SetupError: one means nothing.
    """
    own = {
        **{name: _seconds(name, str(given(name))) for name in SECONDS},
        **{name: _number(name, str(given(name))) for name in NUMBERS},
        **{name: _switch(name, str(given(name))) for name in SWITCHES},
    }
    contact = given("RENT_CONTACT") or "contact not set"
    following = {
        "USER_AGENT": f"rentspider/{__version__} (an archive of articles; {contact})",
        "DOWNLOAD_DELAY": own["RENT_DELAY"],
        "AUTOTHROTTLE_START_DELAY": own["RENT_DELAY"],
        "LOG_LEVEL": given("RENT_LOG_LEVEL"),
    }
    return own | following


def settle(settings: BaseSettings) -> None:
    """Read our settings, now that the command line has been read as well.

    Raises:
        SetupError: one means nothing.
    """
    for name, value in meaning(settings.get).items():
        priority = settings.getpriority(name) if name.startswith("RENT_") else None
        settings.set(name, value, priority=_DEFAULT if priority is None else priority)
    if not settings["RENT_DATA_DIR"]:
        raise SetupError("RENT_DATA_DIR is empty: name the folder for all that is written")
    levels = logging.getLevelNamesMapping()
    if settings["LOG_LEVEL"] not in (*levels, *levels.values()):
        known = "CRITICAL, ERROR, WARNING, INFO and DEBUG"
        raise SetupError(f"there is no log level {settings['LOG_LEVEL']} (-L, RENT_LOG_LEVEL); there are {known}")


def _seconds(name: str, value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise SetupError(f"{name}={value} is no number of seconds; write 30 or 0.5")
    return seconds


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 9):
        raise SetupError(f"{name}={value} is no number; write 0 or more")
    return int(value)


def _switch(name: str, value: str) -> bool:
    if value.lower() not in _SWITCH:
        raise SetupError(f"{name}={value} is neither 0 nor 1")
    return _SWITCH[value.lower()]
