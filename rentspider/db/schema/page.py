"""The schema page: a diagram, and a table for each relation, in Markdown."""

from collections.abc import Iterator, Sequence

from rentspider.db.schema import Column, Relation

HEAD = """\
# The schema

<!-- Made by `make schema` from rentspider/db/models and rentspider/db/views: change those. -->

Views are for people, tables are what they are made of. [database.md](database.md) explains, [querying.md](querying.md)
has questions with their SQL.

| type | what it is |
|---|---|
| moment | UTC to the second, in ISO 8601: `2026-03-10T04:00:00Z`, which sorts as text; on PostgreSQL `timestamptz` |
| local time, day, month | of the site (Asia/Shanghai): `2026-03-10 12:00:00`, `2026-03-10`, `2026-03`, as text; \
a `day` in a table is a `date` on PostgreSQL |
| yes or no | 1 or 0 on SQLite |
| JSON | text on SQLite, for `->>` |

## Diagram

The tables that belong together, with what identifies a row. Solid lines are foreign keys; dotted ones lead by `site`
and `post_id` to articles that need not be there. Tables whose names begin with `search_` are the index of full-text
search.
"""


def page(relations: Sequence[Relation]) -> str:
    """The whole page."""
    views = [relation for relation in relations if relation.kind == "view"]
    tables = [relation for relation in relations if relation.kind == "table"]
    parts = [HEAD, *_diagram(tables), "\n## Views\n", *map(_section, views), "## Tables\n", *map(_section, tables)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _diagram(tables: Sequence[Relation]) -> Iterator[str]:
    """The tables that belong together, and the lines between them; those that stand alone are left out."""
    lines = {table.name: list(_lines(table)) for table in tables}
    joined = {word for each in lines.values() for line in each for word in line.split()}
    yield "```mermaid\nerDiagram\n    direction LR"
    for table in tables:
        if table.name in joined:
            yield f"    {table.name} {{"
            yield from (f"        {_attribute(column)}" for column in table.columns if _identifies(column))
            yield "    }"
    yield from (f"    {line}" for each in lines.values() for line in each)
    yield "```"


def _attribute(column: Column) -> str:
    marks = ",".join(mark for mark, is_so in (("PK", column.key), ("FK", column.refers_to)) if is_so)
    return f"{column.type.replace(' ', '_')} {column.name} {marks}".rstrip()


def _identifies(column: Column) -> bool:
    return column.key or column.refers_to is not None or column.name in ("site", "id", "post_id")


def _lines(table: Relation) -> Iterator[str]:
    """What leads to an article stands left of it, what belongs to it on its right."""
    if {"site", "post_id"} <= {column.name for column in table.columns}:
        yield f"{table.name} }}o..o| articles : post_id"
    for column in table.columns:
        target = (column.refers_to or "").partition(".")[0]
        if target == table.name:
            continue  # a loop would hide the other lines
        if target == "articles":
            yield f"articles {'|o' if column.nullable else '||'}--o{{ {table.name} : {column.name}"
        elif target:
            yield f"{table.name} }}o--{'o|' if column.nullable else '||'} {target} : {column.name}"


def _section(relation: Relation) -> str:
    rows = [f"| `{column.name}` | {_kind(column, relation)} | {column.doc} |" for column in relation.columns]
    return "\n".join(
        [f"### {relation.name}\n", f"{relation.doc}\n", "| column | type | what it is |", "|---|---|---|", *rows, ""]
    )


def _kind(column: Column, relation: Relation) -> str:
    parts = [column.type]
    if column.key:
        parts.append("key")
    if column.refers_to:
        parts.append(f"of `{column.refers_to}`")
    if relation.kind == "table" and column.nullable:
        parts.append("or null")
    return ", ".join(parts)
