"""Shows where terms stand in a text: the places of matches, and a piece of the text around them."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rentspider.db.search.results import Parts
from rentspider.db.search.tokens import fold

AROUND = 24
"""So many characters are shown on each side of a match."""
BEGINNING = 80
"""So many of the text's first, where no term stands in it."""
PIECES = 3
"""Matches from so many paragraphs are shown at the most."""
CUT = "…"

Span = tuple[int, int]


def marked(text: str, terms: Sequence[str]) -> Parts:
    """A whole text with every match of folded terms marked."""
    return tuple(_parts(text, _spans(text, terms), 0, len(text)))


def snippet(title: str, body: str, terms: Sequence[str]) -> Parts:
    """The places where terms stand in a body, in the paragraph with most of them, and in others for the rest of them.

    For terms that the title shows already no second paragraph is looked for.
    """
    lines = body.split("\n")
    held = {number: found for number, line in enumerate(lines) if (found := _held(line, terms))}
    if not held:
        return tuple(_parts(lines[0], [], 0, BEGINNING))
    left, pieces = set(terms), dict[int, Parts]()
    while held and len(pieces) < PIECES:
        number = max(held, key=lambda at: len(held[at] & left))
        fresh = held.pop(number) & left
        if not fresh:
            break
        pieces[number] = tuple(_around(lines[number], fresh, terms))
        left -= fresh | _held(title, terms)
    return _joined([pieces[number] for number in sorted(pieces)])


def _held(text: str, terms: Sequence[str]) -> set[str]:
    folded = fold(text)
    return {term for term in terms if term in folded}


def _around(line: str, fresh: Collection[str], terms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """What stands in a paragraph around the first places of some terms, with the matches of all."""
    firsts = [next(_places(line, term)) for term in fresh]
    spans = _spans(line, terms)
    for start, end in _merged((max(0, first - AROUND), last + AROUND) for first, last in firsts):
        yield from _parts(line, spans, start, end)


def _joined(pieces: Sequence[Parts]) -> Parts:
    behind = [part for piece in pieces[1:] for part in ((" ", False), *piece)]
    return (*pieces[0], *behind)


def _parts(text: str, spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The text from one place to another, cut at the edges of matches; a sign stands for what is left out."""
    end = min(end, len(text))
    at, gap = start, CUT * (start > 0)
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            if gap + text[at:first]:
                yield gap + text[at:first], False
            yield text[first:last], True
            at, gap = last, ""
    if rest := gap + text[at:end] + CUT * (end < len(text)):
        yield rest, False


def _spans(text: str, terms: Sequence[str]) -> list[Span]:
    """The matches of all terms; those that overlap or touch are one."""
    return _merged(place for term in terms for place in _places(text, term))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _places(text: str, term: str) -> Iterator[Span]:
    """Where a folded term stands in a text as it is written: a letter can fold to two (ß), or İ to i and a dot."""
    folded = fold(text)
    at = folded.find(term)
    # No letter folds to nothing, so where the length is the same each one folds to one.
    simple = len(folded) == len(text)
    letters = range(len(text)) if simple else [number for number, letter in enumerate(text) for _ in fold(letter)]
    while at >= 0:
        last = at + len(term) - 1
        yield letters[at], letters[last] + 1
        at = folded.find(term, last + 1)
