"""`python -m benchmarks.lexicon`: fits the weights of the cleaner's lexicon to the banks of wordings that may be read.

Logistic regression over characters, pairs of characters and shapes of lines: one model for boilerplate against what
stays, one for adverts against what stays, and one for the kind of boilerplate. It takes scikit-learn, which nothing
else here needs (`make lexicon` sets it up). The bank `unseen` has no part in it, so that its figures say what the
lexicon is worth for words that it was not fitted to.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.evaluation.bank import FOLDER, LEARNED_FROM, Bank, Lines, origin, read_bank
from pipelines.cleaning.fold import fold
from pipelines.cleaning.lexicon import FILE, features
from pipelines.cleaning.rules import KINDS

STAYS = ""
"""The kind of a line of an article."""
LEAST = 2
"""An entry stands in so many lines at least."""
STRENGTH, STRENGTH_OF_KINDS = 0.5, 0.2
"""The inverse of regularisation: what is fitted closer holds less well for other words."""
SMALLEST = 0.01, 0.1
"""Smaller weights are left out."""

Labelled = tuple[str, str]
"""A folded line and its kind."""


def labelled(bank: Bank) -> Iterator[Labelled]:
    """All lines of a bank but headlines of other pieces, which look like an article's own: their place tells."""
    for kind, forms in _forms(bank):
        for line in forms:
            if folded := fold(line):
                yield folded, kind


def _forms(bank: Bank) -> Iterator[tuple[str, Lines]]:
    for portal in bank.portals:
        yield from (("lead", lines) for lines in portal.heads)
        yield from (("portal", lines) for lines in portal.tails)
    yield "source_line", tuple(credit.line for credit in bank.credits)
    yield "related", tuple(related.opener for related in bank.related)
    yield from (("contact", contact.lines) for contact in bank.contacts)
    yield from (("ad", advert.lines) for advert in bank.adverts)
    for kind, forms in (("editor", bank.editors), ("follow", bank.follows), ("disclaimer", bank.notices)):
        yield from ((kind, lines) for lines in forms)
    yield from ((STAYS, lines) for lines in bank.listings)
    for lines in (bank.lookalikes, bank.short_ends, bank.subheadings, bank.captions, bank.headlines, bank.prose):
        yield STAYS, lines


def fit(lines: Sequence[Labelled]) -> dict[str, list[float]]:
    """For each feature its weight for boilerplate, for adverts, and for each kind in the order of KINDS."""
    texts, kinds = zip(*lines, strict=True)
    counter = CountVectorizer(analyzer=features, min_df=LEAST)
    counts, is_boilerplate = counter.fit_transform(texts), np.array([kind != STAYS for kind in kinds])
    told, is_advert = np.array(kinds), np.isin(kinds, (STAYS, "ad"))
    whole, adverts, parts = _model(STRENGTH), _model(STRENGTH), _model(STRENGTH_OF_KINDS)
    whole.fit(counts, is_boilerplate)
    adverts.fit(counts[is_advert], is_boilerplate[is_advert])
    parts.fit(counts[is_boilerplate], told[is_boilerplate])
    return {
        feature: [whole.coef_[0][column], adverts.coef_[0][column], *_by_kind(parts, parts.coef_[:, column])]
        for feature, column in counter.vocabulary_.items()
    }


def _model(strength: float) -> LogisticRegression:
    """Without an intercept, since a feature that all lines have stands for it."""
    return LogisticRegression(C=strength, fit_intercept=False, max_iter=5000, class_weight="balanced")


def _by_kind(parts: LogisticRegression, weights: Sequence[float]) -> list[float]:
    known = dict(zip(parts.classes_, weights, strict=True))
    return [known.get(kind, 0.0) for kind in KINDS]


def write(rows: dict[str, list[float]], path: Path) -> int:
    """One feature a line: itself, and its weights, without small ones; the first cell says what they are fitted to.

    It gives the number of features.
    """
    lines = ["\t".join([origin(), "boilerplate", "advert", *KINDS])]
    for feature, (whole, advert, *parts) in sorted(rows.items()):
        cells = [f"{weight:.2f}" if abs(weight) >= SMALLEST[0] else "" for weight in (whole, advert)]
        cells += [f"{weight:.1f}" if abs(weight) >= SMALLEST[1] else "" for weight in parts]
        if any(cells):
            lines.append("\t".join([feature, *cells]).rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def main() -> None:
    """Fit, write, and say what to."""
    lines = sorted({line for name in LEARNED_FROM for line in labelled(read_bank(FOLDER / name))})
    print(f"{FILE.name}: {write(fit(lines), FILE)} features from {len(lines)} lines")


if __name__ == "__main__":
    main()
