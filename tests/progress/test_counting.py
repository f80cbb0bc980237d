"""A long export or indexing shows a bar on a terminal, and leaves nothing of it behind."""

from pathlib import Path

import pytest

from tests.db.helpers import Database, post
from tests.progress.terminal import Terminal


@pytest.mark.parametrize(("command", "word"), [("export", "exporting"), ("reindex", "indexing")])
def test_a_bar_on_a_terminal(tmp_path: Path, command: str, word: str) -> None:
    database = Database(tmp_path)
    database.save(*(post(number) for number in range(1, 4)))
    database.engine.dispose()
    options = ["-o", str(tmp_path / "a.csv")] if command == "export" else []
    with Terminal(command, *options, data=tmp_path, width=200) as terminal:
        assert terminal.finish() == 0
        assert f"{word} " in terminal.text
        assert "3/3" in terminal.text
        assert not [line for line in terminal.screen() if "3/3" in line]
