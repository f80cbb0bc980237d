"""How commands tell a user what went wrong: one sentence on standard error, and the exit code for it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.commands import ScrapyCommand

from rentspider.errors import LockedError, SetupError
from rentspider.outcome import Exit
from rentspider.signals import StoppedError


@contextmanager
def clear_errors(command: ScrapyCommand) -> Iterator[None]:
    """Turn errors that a user can act on into one sentence and the command's exit code."""
    try:
        yield
    except SetupError as error:
        command.exitcode = Exit.WRONG_USE
        print(f"rentspider: {error}", file=sys.stderr)
    except StoppedError as stop:
        command.exitcode = Exit.STOPPED
        print(f"rentspider: stopped before it began: {stop}", file=sys.stderr)
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        command.exitcode = Exit.STOPPED
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing is written at the end either
    except LockedError as error:
        command.exitcode = Exit.LOCKED
        print(f"rentspider: {error}", file=sys.stderr)
