"""What tests of fleets share."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.site import OddSite, serve, small_site
from tests.fleet.scene import Scene, missing, scene
from tests.postgres import Server


@pytest.fixture
def four(postgres_server: Server, tmp_path: Path) -> Iterator[Scene]:
    """Four sites of twenty posts, with a scheduler and two workers."""
    if reason := missing():
        pytest.skip(reason)
    name = f"fleet_{uuid4().hex}"
    sites = [OddSite(small_site(0).look, 20, seed) for seed in range(4)]
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(site)) for site in sites]
        yield stack.enter_context(scene(servers, postgres_server.create(name), tmp_path, workers=2))
    postgres_server.drop(name)
