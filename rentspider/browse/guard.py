"""Stands before every page: who may ask, what may be asked, and what a page may do in a browser."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script at all, and nothing from another host: whatever an article holds, it cannot run or load anything."""
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),  # the site that a link leads to need not know of this page
    (b"x-dns-prefetch-control", b"off"),  # nor its name server
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
OURS = frozenset(name for name, _ in HEADERS)


def guarded(app: App) -> App:
    """An application that answers this machine's own browser only, reads only, and tells browsers to run nothing."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [header for header in message.get("headers", []) if header[0].lower() not in OURS]
                message = {**message, "headers": [*theirs, *HEADERS]}
            await send(message)

        if scope["type"] == "http" and (refusal := _refusal(scope)):
            await _refuse(send_with_headers, *refusal)
        else:
            await app(scope, receive, send_with_headers)

    return guard


def _refusal(scope: Scope) -> tuple[int, str] | None:
    """Why a request is not answered, if it is not."""
    # A page elsewhere can give its own name the address of this machine, and read answers as its own.
    if _host(scope) not in HOSTS:
        return 403, "scrapy browse answers at 127.0.0.1 and localhost only"
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "scrapy browse is for reading only"
    # Datasette's own pages about itself; and with two slashes it would lead to another host.
    if scope["path"].startswith(("/-/", "//")):
        return 404, "there is no such page"
    return None


def _host(scope: Scope) -> str:
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    name, colon, port = given.rpartition(":")
    return (name if colon and port.isdecimal() else given).lower()


async def _refuse(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"rentspider: {sentence}\n".encode()})
