"""What the markup and the shape of a line say, whatever its words."""

import re
from collections.abc import Iterator, Sequence

from rentspider.pages import Block
from rentspider.urls import post_id

_QR_ALT = re.compile(r"二维码|扫码|扫一扫|公众号|微信号|小程序码|qr[-_ ]?code", re.IGNORECASE)
_QR_FILE = re.compile(r"(?:^|[-_/.])(?:qr|qrcode|wx|wechat|weixin|erweima|ewm|gzh)(?:[-_.\d]|code|$)", re.IGNORECASE)


def is_picture(block: Block) -> bool:
    """A line of pictures without text."""
    return not block.text


def shows_qr_code(block: Block) -> bool:
    """Whether a picture's alternative text or file name says that it is a code to scan."""
    return any(_QR_ALT.search(image.alt) or _QR_FILE.search(image.url.rpartition("/")[2]) for image in block.images)


def is_linked(block: Block) -> bool:
    """Whether the whole line is a link."""
    return bool(block.links and block.text) and block.linked >= 0.9 * len(block.text.replace(" ", ""))


def is_post_link(block: Block) -> bool:
    """Whether the whole line is a link to a post of the same kind of site."""
    return is_linked(block) and post_id(block.links[-1]) is not None


def linked_lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Runs of two and more lines that are links to posts."""
    first = 0
    while first < len(blocks):
        last = first
        while last < len(blocks) and is_post_link(blocks[last]):
            last += 1
        if last - first >= 2:
            yield first, last
        first = max(last, first + 1)
