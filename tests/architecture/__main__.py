"""Draws the picture in docs/architecture.md anew, after a change of the rooms or of what imports what."""

from tests.architecture.picture import PATH, with_picture

PATH.write_text(with_picture(PATH.read_text(encoding="utf-8")), encoding="utf-8")
