"""Text as it is stored."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise import normalise


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("租金蕞低，蕞高楼层", "租金最低，最高楼层"),
        ("蕞尔小岛", "蕞尔小岛"),
        ("蕞尔之地，蕞新消息", "蕞尔之地，最新消息"),
        ("蕞", "最"),
        ("蕞蕞尔", "最蕞尔"),
        ("蕞\n尔", "最\n尔"),
        ("最", "最"),
        ("cafe\u0301", "caf\xe9"),
        ("\uac00\u11a8", "\uac01"),
        ("\uf900", "\u8c48"),
        ("（１２％）：“全角”…—", "（１２％）：“全角”…—"),
        ("一层\t600 平方米", "一层\t600 平方米"),
        ("", ""),
    ],
)
def test_normalise(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


@given(st.text())
def test_stored_text_is_composed_and_does_not_change_again(text: str) -> None:
    stored = normalise(text)
    assert unicodedata.is_normalized("NFC", stored)
    assert normalise(stored) == stored
    assert "蕞" not in stored.replace("蕞尔", "")
