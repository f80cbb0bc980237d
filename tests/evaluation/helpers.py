"""What the tests of the evaluation share: small corpora, and extractors that are right or wrong on purpose."""

from collections.abc import Callable
from functools import cache

from benchmarks.evaluation.bank import FOLDER, read_bank
from benchmarks.evaluation.posts import Corpus, Truth, build
from benchmarks.evaluation.score import Found, Result, score


@cache
def corpus(bank: str, posts: int) -> Corpus:
    """A corpus, built once."""
    return build(read_bank(FOLDER / bank), posts)


def perfect(truth: Truth) -> Found:
    """What nothing is wrong with."""
    return Found(truth.title, "\n".join(line for line, _ in truth.lines), truth.credit.source)


def careless(truth: Truth) -> Found:
    """The last line is gone, and nobody is credited."""
    return Found(truth.title, "\n".join(line for line, _ in truth.lines[:-1]))


def lazy(truth: Truth) -> Found:
    """All is kept."""
    return Found(truth.title, "\n".join(line for line, _ in (*truth.lines, *truth.removed)), truth.credit.source)


def result(of: Corpus, extract: Callable[[Truth], Found], name: str = "all") -> Result:
    """The figures of an extractor that knows the truth."""
    return score(name, of.truths, {(truth.site, truth.id): extract(truth) for truth in of.truths})
