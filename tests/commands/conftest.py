"""Databases that commands are asked about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.helpers import ODD, dated, titled
from tests.db.helpers import Database, post
from tests.fakesite import sample
from tests.helpers import run_here


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Posts with texts that quoting, patterns and markup could stumble over, a day apart."""
    database = Database(tmp_path_factory.mktemp("commands"))
    for number, text in ODD.items():
        database.save(post(number, text, title=f"第{number}篇", removed=["[/b] :100: 加微信"]))
        dated(database, number, number * 24)
    database.save(titled(17, "[video]招商 [/b] :100:"), titled(18, "仓库与厂房"))
    dated(database, 18, 0)
    yield database.path.parent
    database.engine.dispose()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample, replayed by the command itself."""
    data = tmp_path_factory.mktemp("sample")
    assert run_here("replay", sample.PATH, data=data).returncode == 0
    return data


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
