"""What a run writes to, so that those that are in nobody's way can write beside each other (on PostgreSQL)."""

from dataclasses import dataclass

CRAWLS, REPLAYS = "crawls", "replays"
"""What all crawls hold together, and all replays that run beside each other. Both together hold who writes to all."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run writes of a PostgreSQL database. With SQLite, each writes to all."""

    site: str | None = None
    """The one site that it writes to, beside runs that write to others."""
    beside_replays: bool = False
    """Whether it writes beside other replays. What one learns of a site the others would not know, so none learns,
    and no crawl, which does, runs meanwhile."""

    @property
    def taken(self) -> list[tuple[str, bool]]:
        """The locks that it takes: each with whether others can hold it as well."""
        if self.beside_replays:
            return [(REPLAYS, True)]
        return [(CRAWLS, True), (of_site(self.site), False)] if self.site else [(CRAWLS, False), (REPLAYS, False)]

    @property
    def excluded(self) -> str | None:
        """What nobody may hold meanwhile."""
        return CRAWLS if self.beside_replays else REPLAYS if self.site else None


ALL = Scope()


def of_site(site: str) -> str:
    """The name of a site's lock: one for the site with and without www, where the one leads to the other."""
    return f"site {site.removeprefix('www.')}"
