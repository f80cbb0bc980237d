"""Reads archived pages in several processes, in the order in which they are asked for.

Reading is most of the work and needs nothing but the page; storing is left to the process that asks. Only a few pages
are under way at a time, so that memory does not grow with their number.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from logging.handlers import QueueHandler
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Any, TypeVar

from scrapy.settings import Settings

from rentspider.items import PageItem, PostItem
from rentspider.reader import Reader

BATCH = 25
"""So many pages go to a process at a time."""
AHEAD = 3
"""For each process so many batches are under way or waiting."""
MANY = 1500
"""For fewer pages it takes longer to start processes than to read."""

Task = TypeVar("Task")
Item = TypeVar("Item", bound=PageItem)
Read = Callable[[Reader, Task], Item | None]
"""A method of `Reader`."""


def read_all(
    settings: Settings, read: Read[Task, Item], tasks: Iterable[Task], count: int
) -> Iterator[tuple[Task, Item | None]]:
    """Each task with what is read of it, in order; with several cores and many tasks by several processes.

    Args:
        count: about how many tasks there are.
    """
    workers = _workers(settings)
    if workers < 2 or count < MANY:
        reader = Reader(settings)
        return ((task, read(reader, task)) for task in tasks)
    return _by_processes(settings, read, tasks, workers)  # storing, here, is less than half as much work as reading


def chunks(values: Iterable[Task], size: int) -> Iterator[tuple[Task, ...]]:
    """Values in order, so many at a time."""
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some


def _workers(settings: Settings) -> int:
    return settings.getint("RENT_PROCESSES") or len(os.sched_getaffinity(0))


def _by_processes(
    settings: Settings, read: Read[Task, Item], tasks: Iterable[Task], workers: int
) -> Iterator[tuple[Task, Item | None]]:
    waiting: deque[tuple[tuple[Task, ...], Future[Any]]] = deque()
    fresh = get_context("spawn")  # a forked process would share what this one has open
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_set_up, initargs=(settings,)) as pool:
        try:
            started = ((some, pool.submit(_read, read, some)) for some in chunks(tasks, BATCH))
            waiting.extend(islice(started, AHEAD * workers))
            while waiting:
                some, future = waiting.popleft()
                items, records = future.result()
                waiting.extend(islice(started, 1))
                for record in records:
                    logging.getLogger(record.name).handle(record)
                yield from zip(some, items, strict=True)
        finally:
            pool.shutdown(cancel_futures=True)


# --- in the other process ----------------------------------------------------------------------------------------
_reader: Reader
_records: "SimpleQueue[logging.LogRecord]" = SimpleQueue()


def _set_up(settings: Settings) -> None:
    global _reader
    logging.root.addHandler(QueueHandler(_records))
    logging.root.setLevel(settings["LOG_LEVEL"])
    _reader = Reader(settings)


def _read(read: Read[Any, PageItem], tasks: Iterable[Any]) -> tuple[list[PageItem | None], list[logging.LogRecord]]:
    items = [_light(read(_reader, task)) for task in tasks]
    return items, [_records.get() for _ in range(_records.qsize())]


def _light(item: PageItem | None) -> PageItem | None:
    """An item without the page's blocks: they stand in `kept` and `removed` already."""
    if isinstance(item, PostItem):
        item.page = replace(item.page, blocks=[])
    return item
