"""`python -m rentspider.child …`: a command of `scrapy`'s as a worker runs it; it ends when the worker does.

The worker holds the other end of standard input. Whatever ends the worker closes it; a crawl that nobody waits for
must not go on beside the one that another worker begins.
"""

import os
import signal
import threading

from rentspider.__main__ import main

PATIENCE = 30.0
"""Seconds in which a command that is told to end has to have ended in order."""


def _end_with_worker() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(PATIENCE)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_worker, daemon=True).start()
    main()
