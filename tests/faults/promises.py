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
