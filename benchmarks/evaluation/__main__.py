"""`python -m benchmarks.evaluation`: how clean articles are, held against floors that were reached before.

It prints figures and counts, no texts. It ends with 1 where a figure is below its floor, or the bank is another one.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks.evaluation.bank import BANKS, FOLDER, LEARNED_FROM, read_bank
from benchmarks.evaluation.floors import PATH, LoweredError, accept, complaints, key_of, read_floors
from benchmarks.evaluation.layers import measure, pages_of, recovered
from benchmarks.evaluation.posts import SEED, Corpus, build
from benchmarks.evaluation.report import arrays_table, figures_table, texts
from benchmarks.evaluation.score import Result


def arguments(given: list[str]) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser("python -m benchmarks.evaluation", description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=1000, help="how many posts to build (1000)")
    parser.add_argument("--bank", choices=BANKS, default="unseen", help="whose wordings to build them from (unseen)")
    parser.add_argument("--seed", type=int, default=SEED, help="build other posts, which have no floors")
    parser.add_argument("--peers", action="store_true", help="score other extractors on the same pages as well")
    parser.add_argument("--accept", action="store_true", help="pin these figures as the new floors")
    parser.add_argument("--lower", action="store_true", help="with --accept: floors may be lowered")
    parser.add_argument(
        "--show", action="store_true", help="print the lines left and lost; never of a bank that nobody reads"
    )
    parser.add_argument("--floors", type=Path, default=PATH, help=argparse.SUPPRESS)
    found = parser.parse_args(given)
    if found.posts < 1:
        parser.error("--posts has to be 1 or more")
    if found.accept and found.seed != SEED:
        parser.error("floors are of the posts of the usual seed, so --accept takes no --seed")
    if found.show and found.bank not in LEARNED_FROM:
        parser.error(f"nobody reads the texts of the bank {found.bank}: it says how well rules hold for other words")
    if found.lower and not found.accept:
        parser.error("--lower says that --accept may lower floors, and means nothing without it")
    return found


def main(given: list[str]) -> int:
    """Build, measure, print and compare; gives the exit code."""
    options = arguments(given)
    try:
        bank = read_bank(FOLDER / options.bank)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    corpus = build(bank, options.posts, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        results = list(measure(corpus, Path(folder)))
    if options.peers:
        from benchmarks.evaluation.peers import measure_peers

        results += measure_peers(corpus, pages_of(corpus))
    print_tables(corpus, results)
    if options.show:
        print(*texts(next(result for result in results if result.name == "all")), sep="\n")
    return compare(corpus, results, options)


def print_tables(corpus: Corpus, results: list[Result]) -> None:
    """The figures, the counts by array, and what learning makes up for where portals have no rules."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(figures_table(corpus, results))
    console.print(arrays_table(results, corpus))
    named = {result.name: result for result in results}
    told = recovered(named["rules"], named["rules, portals off"], named["all, portals off"])
    console.print(told, highlight=False)


def compare(corpus: Corpus, results: list[Result], options: argparse.Namespace) -> int:
    """Hold the figures against the floors, or make them the floors."""
    key = key_of(corpus)
    try:
        if options.accept:
            accept(corpus, results, options.lower, options.floors)
            print(f"floors of {key} are now these figures")
            return 0
    except LoweredError as error:
        print(f"nothing is pinned, since --accept alone lowers no floor ({key}): {error}", file=sys.stderr)
        return 1
    pinned = read_floors(options.floors).get(key)
    if pinned is None or options.seed != SEED:
        print(f"no floors are pinned for {key}" + (f" with seed {options.seed}" if options.seed != SEED else ""))
        return 0
    if found := complaints(pinned, corpus, results):
        print(f"not as good as the floors of {key}: {'; '.join(found)}", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
