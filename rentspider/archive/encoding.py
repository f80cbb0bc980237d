"""Unpacks bodies as servers pack them: gzip, deflate, br and zstd, one upon another if need be."""

import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST = 32 << 20
"""Bytes that a body may have, unpacked; no page is that large, and a small one can be packed to unpack to terabytes."""
GZIP = b"\x1f\x8b"
"""How what is packed so begins."""


class _CutOffError(ValueError):
    """The packed data end before their end."""


def _whole(content: bytes, ended: bool) -> bytes:
    """What was unpacked, if its end was met or it is too large anyway."""
    if not ended and len(content) <= LARGEST:
        raise _CutOffError("it is cut off")
    return content


def _inflate(body: bytes, wbits: int) -> tuple[bytes, bytes]:
    """What one stream unpacks to, a byte too long where it is too large, and what stands behind it."""
    unpacker = zlib.decompressobj(wbits)
    content = unpacker.decompress(body, LARGEST + 1)
    return _whole(content, unpacker.eof), unpacker.unused_data


def _gzip(body: bytes) -> bytes:
    content, rest = _inflate(body, 31)
    while rest.startswith(GZIP) and len(content) <= LARGEST:  # members behind one another are one body
        more, rest = _inflate(rest, 31)
        content += more
    return content


def _deflate(body: bytes) -> bytes:
    try:
        return _inflate(body, zlib.MAX_WBITS)[0]
    except zlib.error:  # many servers leave the zlib header out
        return _inflate(body, -zlib.MAX_WBITS)[0]


def _br(body: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    content = bytes(unpacker.process(body, output_buffer_limit=LARGEST + 1))
    return _whole(content, unpacker.is_finished())


def _zstd(body: bytes) -> bytes:
    unpacker = zstd.ZstdDecompressor()
    return _whole(unpacker.decompress(body, LARGEST + 1), unpacker.eof)


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _br,
    "zstd": _zstd,
    "identity": bytes,
    "": bytes,
}
BROKEN = (zlib.error, brotli.error, zstd.ZstdError, _CutOffError)


def unpack(body: bytes, content_encoding: str) -> bytes:
    """A body as a reader wants it.

    Raises:
        ValueError: it is packed in a way that nobody knows, is broken, cut off or too large.
    """
    for name in reversed(content_encoding.lower().split(",") if body else ()):
        if name.strip() not in _UNPACK:
            raise ValueError(f"packed as {name.strip()!r}, which is unknown")
        try:
            body = _UNPACK[name.strip()](body)
        except BROKEN as error:
            if name.strip() in {"gzip", "x-gzip", "deflate"} and not body.startswith((GZIP, b"\x78")):
                continue  # unpacked already, whatever the header says
            raise ValueError(f"its body is not {name.strip()}: {error}") from error
        if len(body) > LARGEST:
            raise ValueError(f"its body unpacks to more than {LARGEST >> 20} MiB")
    return body
