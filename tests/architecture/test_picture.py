"""The picture in docs/architecture.md shows the code as it is."""

from tests.architecture.picture import BEGIN, END, PATH, with_picture

PAGE = PATH.read_text(encoding="utf-8")


def test_the_picture_is_current() -> None:
    assert (PAGE.count(BEGIN), PAGE.count(END)) == (1, 1)
    assert with_picture(PAGE) == PAGE, "run `make architecture`"
