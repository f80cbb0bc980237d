"""Unpacks bodies as servers pack them: gzip, deflate, br and zstd, one upon another if need be."""

import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def _gzip(body: bytes) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(body)


def _deflate(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:  # many servers leave the zlib header out
        return zlib.decompress(body, wbits=-zlib.MAX_WBITS)


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "identity": bytes,
    "": bytes,
}
BROKEN = (zlib.error, brotli.error, zstd.ZstdError)


def unpack(body: bytes, content_encoding: str) -> bytes:
    """A body as a reader wants it.

    Raises:
        ValueError: it is packed in a way that nobody knows, or is broken.
    """
    for name in reversed(content_encoding.lower().split(",")):
        if name.strip() not in _UNPACK:
            raise ValueError(f"packed as {name.strip()!r}, which is unknown")
        try:
            body = _UNPACK[name.strip()](body)
        except BROKEN as error:
            if name.strip() in {"gzip", "x-gzip", "deflate"} and not body.startswith((b"\x1f\x8b", b"\x78")):
                continue  # unpacked already, whatever the header says
            raise ValueError(f"its body is not {name.strip()}: {error}") from error
    return body
