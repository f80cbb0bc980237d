"""Errors that a user can act on: each is one sentence that names the thing and says what to do."""


class SetupError(Exception):
    """Wrong use or set-up (an unknown mode, a missing archive, a folder that cannot be written)."""


class PageError(ValueError):
    """A page that should hold a post, a list or a feed, and lacks what every such page has."""


class SiteClosedError(PageError):
    """The CMS answers with its "site closed" page, as it then does at every address."""


class ArchiveError(Exception):
    """An archive that can be read only in part; the message names the file and the offset."""


class LockedError(Exception):
    """Another process is writing; the message names it."""


class LockLostError(Exception):
    """The connection that held the locks in the database is gone: another process may be writing by now."""
