"""The alarm: a command, a web address, or both, that are told what broke. If they fail, the run is none the worse."""

import json
import logging
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scrapy.settings import BaseSettings

from rentspider.errors import SetupError

logger = logging.getLogger(__name__)

COMMAND_SECONDS = 60.0
WEBHOOK_SECONDS = 10.0
"""How long the command may take, and how long the web address may let one wait."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Who is told; an empty text is nobody."""

    command: str
    """A shell command line."""
    webhook: str
    """An http or https address. It can hold a secret, so no message names it."""

    @classmethod
    def of(cls, settings: BaseSettings) -> "Alarm":
        """Read RENT_ALARM_COMMAND and RENT_ALARM_WEBHOOK.

        Raises:
            SetupError: the web address is none.
        """
        command, webhook = (str(settings[f"RENT_ALARM_{name}"] or "").strip() for name in ("COMMAND", "WEBHOOK"))
        if webhook and not _is_address(webhook):
            raise SetupError("RENT_ALARM_WEBHOOK is no web address (http://… or https://…)")
        return cls(command, webhook)


def tell(alarm: Alarm, text: str, facts: Mapping[str, object]) -> None:
    """Tell of an alarm; what goes wrong with that is one warning in the log.

    The message is JSON: the facts, and the text as `text`. The command reads it on standard input and has the text as
    one line in the environment variable RENT_ALARM; what it prints goes to standard error. The web address is sent it.
    """
    line = " ".join(text.split())
    message = json.dumps({**facts, "text": line}, ensure_ascii=False, default=str).encode()
    if alarm.command and (trouble := _run(alarm.command, line, message)):
        logger.warning("the command in RENT_ALARM_COMMAND failed: %s", trouble)
    if alarm.webhook and (trouble := _post(alarm.webhook, message)):
        logger.warning("the address in RENT_ALARM_WEBHOOK could not be told of the alarm: %s", trouble)


def _is_address(text: str) -> bool:
    """Whether it is a web address that can be asked: in ASCII, without a user's name and password."""
    try:
        parts = urlsplit(text)
        sound = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # a broken host, or a port that is no number
        return False
    return sound and parts.scheme in ("http", "https") and text.isascii() and text.isprintable() and " " not in text


def _run(command: str, line: str, message: bytes) -> str | None:
    """Run the command, with all that it starts in a process group of its own; says what went wrong."""
    try:
        with subprocess.Popen(
            command,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=2,  # the last line of standard output is the run's summary
            env={**os.environ, "RENT_ALARM": line},
            start_new_session=True,
        ) as process:
            try:
                process.communicate(message, COMMAND_SECONDS)
            finally:
                _end(process)
    except subprocess.TimeoutExpired:
        return f"it was ended after {COMMAND_SECONDS:g} s"
    except (OSError, ValueError) as error:
        return str(error)
    return f"it ended with exit code {process.returncode}" if process.returncode else None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the command and all that it has started, if it is still running."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _post(webhook: str, message: bytes) -> str | None:
    """Send the message; says what went wrong."""
    headers = {"Content-Type": "application/json", "User-Agent": "rentspider"}
    try:
        request = Request(webhook, message, headers, method="POST")
        build_opener(_NoRedirect).open(request, timeout=WEBHOOK_SECONDS).close()
    except HTTPError as error:
        error.close()
        return f"it answered with status {error.code}"
    except (OSError, ValueError, HTTPException) as error:
        return str(getattr(error, "reason", None) or error) or type(error).__name__
    return None


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: it would lose the message, and may lead anywhere."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
