"""${message}"""

import sqlalchemy as sa
from alembic import op

from rentspider.db import types

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
