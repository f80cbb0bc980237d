"""Tags as a facet of articles: an article has several, so its column of tags is none that can be counted."""

from typing import Any

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.utils import path_with_added_args, path_with_removed_args

COUNT = """
select tag as value, count(*) as count from v_tagged where key in (select key from ({sql}))
group by tag order by count desc, tag limit {limit}"""


class TagFacet(Facet):  # type: ignore[misc]
    """How many of the articles that are shown have each tag; `_tag` in the address chooses one."""

    type = "tag"

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        if not self.get_configs():
            return [], []
        size = self.get_facet_size()
        try:
            found = await self.ds.execute(
                self.database,
                COUNT.format(sql=self.sql, limit=size + 1),
                self.params,
                custom_time_limit=self.ds.setting("facet_time_limit_ms"),
            )
        except QueryInterrupted:
            return [], ["tag"]
        facet = {
            "name": "tag",
            "type": "column",  # to the reader it is one like the others
            "hideable": False,
            "toggle_url": self.request.path,
            "results": [self._value(row["value"], row["count"]) for row in found.rows[:size]],
            "truncated": len(found.rows) > size,
        }
        return [facet], []

    def _value(self, tag: str, count: int) -> dict[str, Any]:
        selected = ("_tag", tag) in self.get_querystring_pairs()
        change = path_with_removed_args if selected else path_with_added_args
        path = self.ds.urls.path(change(self.request, {"_tag": tag}))
        toggle = self.ds.absolute_url(self.request, path)
        return {"value": tag, "label": tag, "count": count, "toggle_url": toggle, "selected": selected}
