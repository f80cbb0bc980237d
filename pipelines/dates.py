"""Reads every date that a page shows, of its own post and of others, as evidence."""

import logging

from itemadapter import ItemAdapter

from pipelines.dating import read_shown
from rentspider.items import Evidence, Fetch, Witness

logger = logging.getLogger(__name__)


class DatesPipeline:
    """Fills `evidence` of posts, lists and feeds; reports dates that say nothing."""

    def process_item(self, item: object) -> object:
        page = ItemAdapter(item)
        if "witnesses" not in page:
            return item
        fetch: Fetch = page["fetch"]
        evidence = [_of_witness(witness, fetch) for witness in page["witnesses"]]
        if "page" in page:
            post = page["page"]
            evidence.append(_shown(post.id, "page", post.date_text, fetch))
        page["evidence"] = [found for found in evidence if found]
        for found in page["evidence"]:
            _report(found, fetch)
        return item


def _of_witness(witness: Witness, fetch: Fetch) -> Evidence | None:
    if witness.exact is None:
        return _shown(witness.id, witness.kind, witness.date_text, fetch)
    return Evidence(witness.id, witness.kind, witness.date_text or "", fetch.fetched_at, witness.exact, witness.exact)


def _shown(post: int, kind: str, text: str | None, fetch: Fetch) -> Evidence | None:
    if not text:
        return None
    allowed = read_shown(text, fetch.fetched_at)
    ends = (allowed.earliest, allowed.latest) if allowed else (None, None)
    return Evidence(post, kind, text, fetch.fetched_at, *ends)


def _report(found: Evidence, fetch: Fetch) -> None:
    if found.earliest is None and found.latest is None:
        logger.warning("post %d on %s: the date %r cannot be read", found.post_id, fetch.url, found.raw)
    elif found.earliest and found.earliest > found.observed_at:
        logger.warning("post %d on %s: the date %r had not come yet", found.post_id, fetch.url, found.raw)
