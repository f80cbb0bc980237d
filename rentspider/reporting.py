"""How commands tell a user what went wrong: one sentence on standard error, and the exit code for it."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.commands import ScrapyCommand
from sqlalchemy.exc import DatabaseError, OperationalError

from rentspider.errors import LockedError, SetupError
from rentspider.outcome import Exit
from rentspider.signals import StoppedError

MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EACCES}
"""What the machine lacks, or does not allow, where one of these ends a command: no bug."""


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
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError):
            raise  # a statement is wrong
        command.exitcode = Exit.WRONG_USE
        print(f"rentspider: {told(error)}", file=sys.stderr)
    except OSError as error:
        if error.errno not in MACHINE:
            raise
        command.exitcode = Exit.WRONG_USE
        place = f" ({error.filename})" if error.filename else ""
        print(f"rentspider: cannot go on: {error.strerror}{place}; what was stored stays", file=sys.stderr)


def told(error: DatabaseError) -> str:
    """What is wrong with the database, and what to do."""
    cause = " ".join(str(error.orig).split())
    if "malformed" in cause or "not a database" in cause:
        return damaged(cause)
    return f"the database cannot be read or written: {cause}; what was stored stays"


def damaged(cause: str) -> str:
    """That the database is damaged, and what to do."""
    return f"the database is damaged ({cause}): scrapy check-db says more, docs/cron.md how to restore it"
