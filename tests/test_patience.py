"""Patterns that a line can keep busy are found, and others are left in peace."""

import re

import pytest

from rentspider.patience import PATIENCE, busy_line, seconds, starts

BUSY = [
    r"(?:甲+)+$",
    r"(\w+\s?)+$",
    r"(先生|先|生)+$",
    r"^来源:(?:a|aa)+$",
    r"(?:[一-龥]+,?)+。$",
    r"^(?:\d[\d-]*)+x$",
    r"(?:(?:甲|乙)*丙?)*丁",
]
QUIET = [
    r"^[^。]{0,44}x$",
    r"招商.*热线.*电话.*$",
    r"(?:甲乙?)+$",
    r"(?:甲+乙)+$",
    r"(?:甲++)+$",
    r"^\d+(?:,\d+)*$",
    "",
]


@pytest.mark.parametrize("pattern", BUSY)
def test_a_busy_pattern_is_found(pattern: str) -> None:
    search = re.compile(pattern).search
    line = busy_line(search, pattern, 90)
    assert 0 < len(line) <= 90
    assert seconds(search, line) > PATIENCE / 2


@pytest.mark.parametrize("pattern", QUIET)
def test_a_quiet_pattern_is_none(pattern: str) -> None:
    assert busy_line(re.compile(pattern).search, pattern, 90) == ""


def test_examples_show_the_way_in() -> None:
    pattern = r"^\W[a-z]{2}\d:(?:(?:a|b)+c?)+$"
    assert busy_line(re.compile(pattern).search, pattern, 90, ["#xy1:abc"])


def test_the_same_lines_are_tried_each_time() -> None:
    assert list(starts("甲|乙+", ["甲"])) == list(starts("甲|乙+", ["甲"]))
