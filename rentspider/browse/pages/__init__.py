"""Our own pages: each asks the store for what it shows, and hands it to its template."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


async def ask(datasette: Any, question: Callable[[Connection], T]) -> T:
    """Ask the database in a thread, so that other pages need not wait."""
    answer: T = await asyncio.to_thread(datasette.store.ask, question)
    return answer
