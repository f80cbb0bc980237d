"""Reads no more of a robots.txt than anybody has to: it is asked again before each request."""

from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser

LARGEST = 500 << 10
"""Bytes that a crawler has to read at the least, says RFC 9309; a larger file is an error, or meant to harm."""


class ShortRobotParser(ProtegoRobotParser):
    """Scrapy's parser, over whole lines up to that size."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> "ShortRobotParser":
        if len(robotstxt_body) > LARGEST:
            robotstxt_body = robotstxt_body[:LARGEST].rpartition(b"\n")[0]
        return super().from_crawler(crawler, robotstxt_body)
