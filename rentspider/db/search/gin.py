"""PostgreSQL's index of the full text: what it holds, and what is asked of it.

`search_texts` has each article's title and text, folded. A GIN index on a function of them holds their characters, each
two neighbours in one paragraph, and both once more for the title, all as numbers: 嘉定 is one number, made of two code
points. So the index answers for terms of one and of two characters; of longer ones it tells where they can stand, and
the text decides.
"""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Function,
    Integer,
    Select,
    String,
    and_,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY

TEXTS = table(
    "search_texts",
    *(column("article_key", Integer), column("size", Integer), column("title", String), column("body", String)),
)

BITS = 21
"""So many bits hold any code point."""
IN_TITLE = 1 << 62
"""Marks the tokens of titles, which stand there without it as well."""
NEVER = -1
"""A token that no text has."""
EXACT = 2
"""Of terms of so many characters the tokens tell all."""

Keys = Select[int]
"""A statement that gives keys of articles."""
Text = ColumnElement[str] | str

_TOKENS = ARRAY(BigInteger)
_TEXT_TOKENS: Function[list[int]] = func.search_tokens(TEXTS.c.title, TEXTS.c.body, type_=_TOKENS)


def is_storable(term: str) -> bool:
    """Whether PostgreSQL can store a term; what it cannot, it does not take in a question either."""
    return "\0" not in term and not any("\ud800" <= letter <= "\udfff" for letter in term)


def tokens(term: str, mark: int = 0) -> list[int]:
    """The tokens of a folded term, all of which an article has that holds it."""
    if not is_storable(term):
        return [NEVER]
    codes = [ord(letter) for letter in term]
    pairs = [first << BITS | second for first, second in pairwise(codes)]
    return [mark | token for token in pairs or codes]


def stands(term: Text, in_title: bool = False) -> ColumnElement[bool]:
    """The condition that a term stands in a row of `TEXTS`, found out by looking through it."""
    places = [TEXTS.c.title] if in_title else [TEXTS.c.title, TEXTS.c.body]
    return or_(*(func.strpos(place, term) > 0 for place in places))


def holds_all(terms: Sequence[str], mark: int = 0) -> ColumnElement[bool]:
    """The condition that all terms stand there, by the index: in the title, where the title's mark is given."""
    asked = sorted({token for term in terms for token in tokens(term, mark)})
    doubted = [term for term in terms if len(term) > EXACT and is_storable(term)]
    by_index = _TEXT_TOKENS.contains(literal(asked, _TOKENS))
    return and_(by_index, *(stands(term, in_title=bool(mark)) for term in doubted))


def holding_any(terms: Sequence[str]) -> Keys:
    """The articles in which any of some terms stands; each is looked up by itself, however many there are."""
    written = ["{" + ",".join(map(str, tokens(term))) + "}" for term in terms]
    given = (literal(values, ARRAY(String)) for values in (written, list(terms)))
    each = func.unnest(*given).table_valued("tokens", "term").render_derived("asked")
    term = cast(each.c.term, String)
    by_index = _TEXT_TOKENS.contains(cast(each.c.tokens, _TOKENS))
    return select(TEXTS.c.article_key).join(each, and_(by_index, or_(func.length(term) <= EXACT, stands(term))))


def looked_up(keys: Keys) -> Keys:
    """Keys that are taken out of the index before anything else, in one go.

    Left to itself, the server may take the tokens of one article after the other, which is a thousand times as long.
    """
    return select(keys.cte().prefix_with("MATERIALIZED"))


def mentions(place: ColumnElement[str], term: str) -> ColumnElement[int]:
    """How often a term stands in a title or text, next to itself, not over itself."""
    without = func.replace(place, term, "", type_=String)
    return (func.octet_length(place) - func.octet_length(without)) // len(term.encode())
