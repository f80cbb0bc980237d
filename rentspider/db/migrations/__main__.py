"""Writes a new migration: what the models have and the newest migration does not make."""

import sys

from alembic import command
from sqlalchemy import create_engine

from rentspider.db.migrations import configuration

if len(sys.argv) != 2:
    sys.exit('usage: python -m rentspider.db.migrations "what changes"')
with create_engine("sqlite://").begin() as connection:
    config = configuration(connection)
    command.upgrade(config, "head")
    command.revision(config, sys.argv[1], autogenerate=True)
