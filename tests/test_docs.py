"""The documentation does what it says: its SQL runs, its settings and commands exist."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from rentspider.db import open_database
from rentspider.db.fetches import record_fetch
from rentspider.db.models import Article
from rentspider.db.runs import begin_run, finish_run
from rentspider.db.troubles import settle_status
from rentspider.items import Fetch
from tests.fakesite import sample
from tests.test_sample import Store

ROOT = Path(__file__).parent.parent
QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/database.md").read_text(encoding="utf-8"), re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("docs"))
    store.replayer.replay([sample.PATH])
    store.replayer.close()
    database = store.folder / "rent.db"
    _add_a_run_and_a_gone_post(database)
    return database


def _add_a_run_and_a_gone_post(database: Path) -> None:
    """What the sample, which is no crawl, has none of."""
    engine = open_database(f"sqlite:///{database}")
    with engine.begin() as connection:
        finish_run(connection, begin_run(connection, "crawl", {}), {}, 0, "done")
        post = connection.execute(select(Article)).first()
        assert post
        for days in (1, 2):
            record_fetch(connection, Fetch(post.url, post.fetched_at + timedelta(days=days), 404))
        settle_status(connection, post.site, post.id)
    engine.dispose()


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_each_query_has_an_answer_in_the_sample(database: Path, query: str) -> None:
    connection = sqlite3.connect(database)
    try:
        assert connection.execute(query).fetchall()
    finally:
        connection.close()


def test_each_setting_is_in_the_readme() -> None:
    settings = (ROOT / "rentspider/settings.py").read_text(encoding="utf-8")
    used = set(re.findall(r'environ\.get\("(\w+)"\)', settings))
    assert used == set(re.findall(r"^\| `(RENT_\w+)`", README, re.MULTILINE))


def test_each_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"\.venv/bin/scrapy (\w+)", README))
    assert named == {path.stem for path in (ROOT / "rentspider/commands").glob("[a-z]*.py")}


def test_each_target_of_the_makefile_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert [target for target in targets if not re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)] == []


def test_each_exit_code_is_in_the_readme() -> None:
    from rentspider.outcome import Exit

    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert documented == {*(code.value for code in Exit), 2}
