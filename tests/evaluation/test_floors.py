"""The gate: a lower figure and another bank fail, and no floor sinks unless somebody says that it may."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.evaluation.bank import FOLDER, LEFTOVERS, read_bank
from benchmarks.evaluation.floors import LoweredError, accept, complaints, key_of, read_floors
from benchmarks.evaluation.posts import build
from benchmarks.evaluation.score import FIGURES
from tests.evaluation.helpers import careless, corpus, lazy, perfect, result

BUILT = corpus("seen", 60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    accept(BUILT, [result(BUILT, lazy)], path=tmp_path / "floors.toml")
    return tmp_path / "floors.toml"


def test_the_same_figures_pass(path: Path) -> None:
    assert complaints(read_floors(path)[key_of(BUILT)], BUILT, [result(BUILT, lazy)]) == []


def test_better_figures_pass(path: Path) -> None:
    assert complaints(read_floors(path)[key_of(BUILT)], BUILT, [result(BUILT, perfect)]) == []


def test_worse_figures_are_named_with_their_floors(path: Path) -> None:
    found = complaints(read_floors(path)[key_of(BUILT)], BUILT, [result(BUILT, careless)])
    assert "all: loss 100.00% instead of 0.00%" in found


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_counts(tmp_path: Path, figure: str) -> None:
    best = result(BUILT, perfect)
    accept(BUILT, [best], path=tmp_path / "floors.toml")
    worse = replace(best, figures={**best.figures, figure: 0.5})
    assert len(complaints(read_floors(tmp_path / "floors.toml")[key_of(BUILT)], BUILT, [worse])) == 1


def test_accepting_raises_floors(path: Path) -> None:
    accept(BUILT, [result(BUILT, perfect)], path=path)
    assert complaints(read_floors(path)[key_of(BUILT)], BUILT, [result(BUILT, lazy)]) != []


def test_accepting_lowers_no_floor(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(LoweredError, match="loss"):
        accept(BUILT, [result(BUILT, careless)], path=path)
    assert path.read_bytes() == before


def test_floors_sink_where_that_is_said(path: Path) -> None:
    accept(BUILT, [result(BUILT, careless)], lower=True, path=path)
    assert complaints(read_floors(path)[key_of(BUILT)], BUILT, [result(BUILT, careless)]) == []


def test_other_sizes_keep_their_floors(path: Path) -> None:
    small = corpus("seen", 30)
    accept(small, [result(small, perfect)], path=path)
    assert set(read_floors(path)) == {"seen-30", "seen-60"}


def test_a_changed_bank_fails_even_with_the_same_figures(path: Path, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "seen", tmp_path / "seen")
    with (tmp_path / "seen" / LEFTOVERS).open("a", encoding="utf-8") as file:
        file.write('\n[[follow]]\nlines = ["加一行"]\n')
    other = build(read_bank(tmp_path / "seen"), 60)
    found = complaints(read_floors(path)[key_of(BUILT)], other, [result(other, perfect)])
    assert found == ["the bank seen is not the one that the floors are of"]


def test_posts_made_otherwise_fail(path: Path) -> None:
    other = build(BUILT.bank, 60, seed=1)
    found = complaints(read_floors(path)[key_of(BUILT)], other, [result(other, perfect)])
    assert found == ["the posts made from the bank are not those that the floors are of"]


def test_a_bank_that_lacks_an_array_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / LEFTOVERS).write_text('[[portal]]\nname = "某网"\nhead = []\ntail = []\n', encoding="utf-8")
    with pytest.raises(ValueError, match="nothing in credits, editors"):
        read_bank(tmp_path)
