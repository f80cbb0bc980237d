"""Finds lines that keep a regular expression busy: pieces of its own text, repeated, with an end that does not fit.

Python tries all ways of taking a line apart. Where a pattern repeats what repeats, `(?:甲+)+$`, there
are twice as many with each character, and a line of forty takes for ever. Whether a pattern does so is tried out.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

PATIENCE = 0.02
"""Seconds of CPU that a pattern may take over one line."""
_USUAL = ("a", "0", "一", "-", "_", ".", ":", ",", " ", "a ", "0-", "一,", "0a", "a-", "一0")
_ENDS = ("", "。", "!", "\0一x0")
_WORD, _SIGN, _LABEL = re.compile(r"[^\W_]+"), re.compile(r"[^\w\s]"), re.compile(r"[^\W_]+[:,《(]?")
_MOST = 60
"""So many pieces and lines of each kind are tried; patterns with a vocabulary in them have hundreds of words."""

Use = Callable[[str], object]


def busy_line(use: Use, source: str, longest: int, examples: Sequence[str] = (), patience: float = PATIENCE) -> str:
    """A line that keeps a pattern busy for longer than that many seconds; empty where none of those tried does.

    Args:
        use: what is done with the pattern: its `search`, its `fullmatch`.
        source: the pattern's text, which tells what to try.
        longest: longer lines are never tried.
        examples: lines that it fits.
    """
    for before, piece, end in starts(source, examples):
        times = 1
        while len(line := before + piece * times + end) <= longest:
            taken = seconds(use, line)
            if taken > patience and seconds(use, line) > patience:
                return line
            times += _step(times, taken / patience)
    return ""


def _step(times: int, part: float) -> int:
    """How many more pieces to try next; few where each may double the time."""
    return 1 if part > 1 / 40 else max(1, times // 4) if part > 1 / 1000 else times


def starts(source: str, examples: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
    """What lines are made of: a beginning, a piece to be repeated, and an end. Always the same for a pattern."""
    rng = Random(0)
    words = list(dict.fromkeys(_WORD.findall(source)))
    signs = list(dict.fromkeys(_SIGN.findall(source)))
    singles = [*_USUAL, *_some([*words, *dict.fromkeys("".join(words)), *signs], rng)]
    pairs = ["".join(rng.choices(singles, k=2)) for _ in range(_MOST)]
    begun = [example[:end] for example in examples for end in range(1, len(example) + 1)]
    befores = [*_LABEL.findall(source), *_some(begun, rng)]
    for piece in (*singles, *pairs):
        yield "", piece, rng.choice(_ENDS)
        yield "", piece, _ENDS[-1]
    for _ in range(2 * _MOST if befores else 0):
        yield rng.choice(befores), rng.choice(singles), rng.choice(_ENDS)


def seconds(use: Use, line: str) -> float:
    """How much CPU a pattern takes over a line."""
    began = time.thread_time()
    use(line)
    return time.thread_time() - began


def _some(pieces: Sequence[str], rng: Random) -> Sequence[str]:
    return pieces if len(pieces) <= _MOST else rng.sample(pieces, _MOST)
