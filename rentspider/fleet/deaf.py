"""Has a worker of a cluster on this machine leave Ctrl-C in the terminal to the fleet, which hands it on in order.

The terminal sends it to all processes that were begun from it. Dask loads this module when the worker begins.
"""

import signal


def dask_setup(_worker: object) -> None:
    """Called by Dask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
