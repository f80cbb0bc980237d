"""What reaches a person is masked, and nothing else."""

import pytest

from rentspider.browse.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话：13800000001", "电话：13•••••••••"),
        ("138-0000-0001", "13•••••••••••"),
        ("138 0000 0001/139 0000 0002", "13•••••••••••/13•••••••••••"),
        ("０２１－５０００００００", "０２••••••••••"),
        ("400 000 1234转8", "40••••••••••转8"),
        ("（021）5000 0000", "（02•••••••••••"),
        ("+86 138 0000 0001", "+8•••••••••••••••"),
        ("微信tao_jingli88", "微信ta••••••••••"),
        ("加微信：taojingli", "加微信：ta•••••••"),
        ("QQ 12345678", "QQ 12••••••"),
        ("投稿邮箱：tougao@park.example", "投稿邮箱：to••••@park.example"),
        ("一三八零零零零零零零一", "一三•••••••••"),
        ("abc13800000001x", "abc13•••••••••x"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text", ["2026年3月10日", "5000平方米", "第12期 8万元", "扫码关注公众号", "责任编辑：金启明", ""]
)
def test_left_alone(text: str) -> None:
    assert masked(text) == text
