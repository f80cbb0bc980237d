"""What the markup and the shape of a line say, whatever its words."""

import re
from collections.abc import Iterator, Sequence

from rentspider.pages import Block
from rentspider.urls import post_id

PROSE = 60
"""A line of this many characters is prose even where it ends in no full stop (an excerpt, a long headline)."""
SENTENCE = 14
"""A line that ends in a full stop is a sentence from this length on."""

_FULL_STOP = re.compile(r"[。;][”’)』]?$")
_FACT = re.compile(r"^[^:。,]{2,8}:.")
_QR_ALT = re.compile(r"二维码|扫码|扫一扫|公众号|微信号|小程序码|qr[-_ ]?code", re.IGNORECASE)
_QR_FILE = re.compile(r"(?:^|[-_/.])(?:qr|qrcode|wx|wechat|weixin|erweima|ewm|gzh)(?:[-_.\d]|code|$)", re.IGNORECASE)


def is_picture(block: Block) -> bool:
    """A line of pictures without text."""
    return not block.text


def shows_qr_code(block: Block) -> bool:
    """Whether a picture's alternative text or file name says that it is a code to scan."""
    return any(_QR_ALT.search(image.alt) or _QR_FILE.search(image.url.rpartition("/")[2]) for image in block.images)


def is_post_link(block: Block) -> bool:
    """Whether the whole line is a link to a post of the same kind of site."""
    whole = block.text and block.linked >= len(block.text.replace(" ", "")) * 0.9
    return bool(whole and block.links and post_id(block.links[-1]) is not None)


def linked_lists(blocks: Sequence[Block], removed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are links to posts: two or more, or one behind a line that is removed ("related")."""
    first = 0
    while first < len(blocks):
        last = first
        while last < len(blocks) and is_post_link(blocks[last]):
            last += 1
        headed = first > 0 and removed[first - 1]
        if last - first >= 2 or (last > first and headed):
            yield first, last
        first = max(last, first + 1)
