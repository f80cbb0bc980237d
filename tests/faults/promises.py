"""What the program promises; each fault tries to break one of these."""

LOST = "Nothing stored is lost"
HALF = "Nothing half is ever seen"
SAID = "An article is what the page said, or is not there"
RECORD = "A run's record is true"
DATA = "What comes from outside is data, never instruction"

PROMISES = {
    LOST: (
        "What a run has stored stays stored, whatever ends it; one bad page, or one bad record of an archive, does not "
        "cost the good ones beside it."
    ),
    HALF: (
        "A page comes whole, or counts as failed and is asked for again. An article, its text and all that was removed "
        "from it are stored together or not at all."
    ),
    SAID: (
        "Each article is held against what its author wrote, character by character. A page that cannot be read so is "
        "no article."
    ),
    RECORD: (
        "What could not be had stands in `fetches` with its reason, the summary line counts it, and the exit code "
        "tells scripts."
    ),
    DATA: (
        "No page, feed, archive or redirect makes the program ask for anything but the site, take more memory or time "
        "than its bounds, or write anywhere but where it should."
    ),
}
"""All of them, in order, with what each means."""


IN_OTHER_WORDS = {
    "nothing that is stored is lost": LOST,
    "a database that is damaged is told": LOST,
    "what could not be done is told": RECORD,
    "articles follow from the site's clock": SAID,
}
"""How the words begin in which some faults name a promise."""


def promise_of(text: str) -> str:
    """The promise that an outcome names, in whatever words.

    Raises:
        ValueError: it is none.
    """
    words = {promise.lower(): promise for promise in PROMISES} | IN_OTHER_WORDS
    for begin, promise in words.items():
        if text.lower().startswith(begin):
            return promise
    raise ValueError(f"no promise is called {text!r}; those that there are stand in tests/faults/promises.py")
