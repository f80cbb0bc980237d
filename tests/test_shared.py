"""The archived sites beside the project, where they are there: held against their known truth."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scoring import Score, score
from tests.test_sample import Store

SHARED = Path(__file__).parents[2] / "shared"
ARCHIVES = {
    "rent.sh.cn": ("site/rent.sh.cn-2025-06-20.warc.gz", "site/truth.json"),
    "park.example": ("variants/park.example-fresh-posts.warc.gz", "variants/park.example-truth.json"),
    "blog.example": ("variants/blog.example-absolute-dates.warc.gz", "variants/blog.example-truth.json"),
}
PERFECT = ["missing", "lost_paragraph", "leak", "trap", "title", "day", "source", "body"]

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared with the archived sites is not there")


@pytest.fixture(scope="module", params=ARCHIVES)
def replayed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Store, Score]:
    archive, truth = ARCHIVES[request.param]
    store = Store(tmp_path_factory.mktemp("shared"))
    store.replayer.replay([SHARED / archive])
    store.replayer.close()
    posts: list[dict[str, Any]] = json.loads((SHARED / truth).read_text(encoding="utf-8"))
    return request.param, store, score(posts, store.articles())


@pytest.mark.parametrize("what", PERFECT)
def test_nothing_is_wrong(replayed: tuple[str, Store, Score], what: str) -> None:
    assert getattr(replayed[2], what) == []


def test_the_page_that_the_project_is_about(replayed: tuple[str, Store, Score]) -> None:
    name, store, _ = replayed
    if name != "rent.sh.cn":
        pytest.skip("that page is on rent.sh.cn")
    [post] = store.rows("SELECT * FROM articles WHERE id = 10215")
    assert post["title"].endswith("“大科创”功能")
    assert len(post["body_text"].split("\n")) == 11
    assert (post["source"], post["published_day"], post["category"]) == (
        "上海证券报·中国证券网",
        "2024-09-21",
        "上海厂房出租信息",
    )
    assert post["view_count"] >= 45
