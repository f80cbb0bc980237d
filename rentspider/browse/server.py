"""Serves the web page on this machine's own address until a signal comes."""

import asyncio
import errno
import os
import socket
import sys
import webbrowser
from collections.abc import Callable

import uvicorn

from rentspider.browse.app import Browser
from rentspider.errors import SetupError

HOST = "127.0.0.1"
PATIENCE = 2
"""Seconds that answers under way have when a signal comes."""


def listen(port: int) -> socket.socket:
    """A socket on loopback at a port; 0 is any that is free.

    Raises:
        SetupError: the port is taken, or is none that this user may take.
    """
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen()
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            raise SetupError(f"port {port} is taken; name another one: --port 0 takes any that is free") from error
        raise SetupError(f"cannot listen at port {port}: {error.strerror}") from error
    return taken


def serve(browser: Browser, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until a signal comes.

    Args:
        ready: told the address once pages are answered.
    """
    server = _Server(
        uvicorn.Config(browser.app(), log_level="warning", lifespan="on", timeout_graceful_shutdown=PATIENCE),
        lambda: ready(f"http://{HOST}:{listening.getsockname()[1]}/"),
    )
    try:
        asyncio.run(server.serve([listening]))
    finally:
        listening.close()
        browser.close()


def open_in_browser(address: str) -> None:
    """Show an address in the user's browser, where there is a screen for one to be on."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    webbrowser.open(address)


class _Server(uvicorn.Server):
    """Tells when it has begun."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._begun()
