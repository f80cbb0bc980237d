"""Many sites by several workers: all articles, none twice, one request at a time, whatever becomes of workers."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.fleet.scene import Scene, ended, wait_until
from tests.helpers import articles, run_here

pytestmark = pytest.mark.slow

POSTS = 20


def test_a_worker_is_killed_and_one_is_added(four: Scene, tmp_path: Path) -> None:
    fleet = four.start("crawl", "--sites", four.sites_file(delay="0.1"), "--scheduler", four.address)
    wait_until(lambda: sum(len(server.log) > 5 for server in four.servers) >= 2)  # both are amid a site, for seconds
    four.workers[0].send_signal(signal.SIGKILL)
    four.add_worker()
    result = ended(fleet)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1].startswith("fleet: 4 sites, 80 new, 0 changed, 0 failed, "), result.stdout
    assert result.stdout.splitlines()[-1].endswith(" s, exit 0")
    stored = Counter(row["site"] for row in four.articles())
    assert set(stored.values()) == {POSTS}
    assert len(stored) == 4
    assert four.overlaps() == []
    reasons = [row["reason"] for row in four.rows("SELECT reason FROM crawl_runs ORDER BY id")]
    assert reasons.count("done") == 4
    assert len(reasons) == 5, "the killed worker's crawl was begun once more"
    assert four.articles() == undisturbed(four, tmp_path / "undisturbed")


def undisturbed(scene: Scene, data: Path) -> list[dict[str, object]]:
    """The articles that one process makes of the same pages."""
    run_here("replay", *sorted(scene.data.glob("archive/*/*.warc.gz")), data=data)
    return articles(data)
