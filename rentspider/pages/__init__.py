"""Pages: pure functions from HTML and an address to values and text blocks.

No Scrapy, no database, no clock. `decode`, `parse_post`, `parse_list` and `parse_feed` are all there is to call.
"""

from rentspider.pages.blocks import Block, Image
from rentspider.pages.charset import decode
from rentspider.pages.document import is_closed, parse_document
from rentspider.pages.feed import FeedEntry, parse_feed
from rentspider.pages.listing import ListEntry, ListPage, parse_list
from rentspider.pages.post import PostPage, Related, parse_post
from rentspider.pages.signature import Signature, signature_of

__all__ = [
    "Block",
    "FeedEntry",
    "Image",
    "ListEntry",
    "ListPage",
    "PostPage",
    "Related",
    "Signature",
    "decode",
    "is_closed",
    "parse_document",
    "parse_feed",
    "parse_list",
    "parse_post",
    "signature_of",
]
