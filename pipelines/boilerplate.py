"""Strips boilerplate: divides a post's blocks into kept and removed, and reads the credited source."""

from itemadapter import ItemAdapter

from pipelines.cleaning import CLEANER_VERSION, clean, credited_source, load_rules


class BoilerplatePipeline:
    """Fills `kept`, `removed`, `source` and `cleaner_version` of a post."""

    def __init__(self) -> None:
        self._rules = load_rules()

    def process_item(self, item: object) -> object:
        post = ItemAdapter(item)
        if "page" in post:
            cleaned = clean(post["page"].blocks, self._rules)
            post["kept"], post["removed"] = cleaned.kept, cleaned.removed
            post["source"] = credited_source(cleaned.removed)
            post["cleaner_version"] = CLEANER_VERSION
        return item
