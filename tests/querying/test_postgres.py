"""PostgreSQL answers as SQLite does: the views, and the cookbook's SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings
from sqlalchemy import Engine, create_engine

from rentspider.db.views import VIEWS
from rentspider.replayer import Replayer
from tests.fakesite import sample
from tests.querying.cookbook import LATER, Question, questions, read, shown, table


@pytest.fixture(scope="module")
def engine(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demo in PostgreSQL."""
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(tmp_path_factory.mktemp("postgres")), "RENT_DATABASE_URL": postgres})
    replayer = Replayer(settings)
    replayer.replay([sample.PATH])
    replayer.close()
    engine = create_engine(postgres)
    yield engine
    engine.dispose()


def rows(engine: Engine, view: str) -> list[list[str]]:
    with engine.connect() as connection:
        return sorted([shown(value) for value in row] for row in connection.exec_driver_sql(f"SELECT * FROM {view}"))


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_a_view_is_the_same(engine: Engine, demo: Path, view: str) -> None:
    sqlite = create_engine(f"sqlite:///{demo}")
    assert rows(engine, view) == rows(sqlite, view)
    sqlite.dispose()


@pytest.mark.parametrize("question", [pytest.param(one, id=str(one.number)) for one in questions(read())])
def test_a_question_has_the_same_answer(engine: Engine, question: Question) -> None:
    with engine.connect() as connection:
        found = connection.exec_driver_sql(question.sql.replace("%", "%%"))
        answer = table(list(found.keys()), found.fetchall())
    assert question.number in LATER or answer == question.answer
