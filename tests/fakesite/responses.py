"""What the server sends."""

from dataclasses import dataclass

from tests.fakesite.dates import http_date

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Response:
    """What the server sends."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def answer(status: int, text: str, now: float, kind: str = HTML) -> Response:
    """A response with the headers that the real server sends."""
    body = text.encode()
    headers = [
        ("Date", http_date(now)),
        ("X-Powered-By", "PHP/8.2.36"),
        ("Product", "Z-BlogPHP 1.7.5"),
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
    ]
    return Response(status, headers, body)
