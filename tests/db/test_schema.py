"""The schema page and the descriptions are those of the database as it is."""

import re

import pytest
from sqlalchemy import inspect

from rentspider.db.schema import Relation, describe
from rentspider.db.schema.__main__ import PATH
from rentspider.db.schema.page import page
from tests.db.helpers import Database

RELATIONS = describe()
each = pytest.mark.parametrize("relation", [pytest.param(one, id=one.name) for one in RELATIONS])


def test_the_page_is_current() -> None:
    assert PATH.read_text(encoding="utf-8") == page(RELATIONS), "run `make schema`"


@each
def test_everything_has_its_meaning(relation: Relation) -> None:
    assert relation.doc.endswith(".")
    assert [column.name for column in relation.columns if not column.doc.endswith((".", "…"))] == []


@each
def test_the_columns_are_those_of_the_database(database: Database, relation: Relation) -> None:
    there = {column["name"] for column in inspect(database.engine).get_columns(relation.name)}
    assert {column.name for column in relation.columns} == there


def test_all_that_is_there_is_described(database: Database) -> None:
    found = inspect(database.engine)
    there = [*found.get_table_names(), *found.get_view_names()]
    others = {name for name in there if name.startswith("search_") or name == "alembic_version"}
    assert set(there) - others == {relation.name for relation in RELATIONS} - others


def test_what_a_column_refers_to_is_there() -> None:
    columns = {f"{relation.name}.{column.name}" for relation in RELATIONS for column in relation.columns}
    assert {column.refers_to for relation in RELATIONS for column in relation.columns} - {None} <= columns


def test_the_diagram_has_every_table_that_another_leads_to_or_from() -> None:
    drawn = set(re.findall(r"^    (\w+) \{$", PATH.read_text(encoding="utf-8"), re.MULTILINE))
    alone = {"crawl_runs", "learned_blocks", "search_changes"}
    assert drawn == {relation.name for relation in RELATIONS if relation.kind == "table"} - alone
