"""What any test can ask for."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import missing, server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server: the address of a database of it, with {} for its name."""
    if reason := missing():
        pytest.skip(reason)
    with server() as address:
        yield address


@pytest.fixture(scope="module")
def postgres(postgres_server: str) -> str:
    """The address of an empty database, one for each module."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(postgres_server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres_server.format(name)
