"""`python -m benchmarks.evaluation`: what it prints, and how it ends."""

from pathlib import Path

import pytest

from benchmarks.evaluation.__main__ import main
from benchmarks.evaluation.bank import FOLDER, LEFTOVERS, PROSE
from benchmarks.evaluation.floors import read_floors

ASKED = ["--posts", "30"]


@pytest.fixture(scope="module")
def floors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("floors") / "floors.toml"
    assert main([*ASKED, "--floors", str(path), "--accept"]) == 0
    return path


def test_it_prints_figures_and_no_text_of_the_bank(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--floors", str(floors)]) == 0
    said = capsys.readouterr()
    folder = FOLDER / "unseen"
    texts = "".join(path.read_text(encoding="utf-8") for path in [folder / LEFTOVERS, *folder.glob(PROSE)])
    chinese = {char for char in said.out + said.err if "\u4e00" <= char <= "\u9fff"}
    assert (len(texts) > 100_000, chinese) == (True, set())
    assert "(a)+(b)+(c) all three" in said.out


def test_a_figure_below_its_floor_is_an_error(floors: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exact = read_floors(floors)["unseen-30"].rows["all"]["exact"]
    raised = tmp_path / "floors.toml"
    raised.write_text(floors.read_text(encoding="utf-8").replace(f"exact = {exact}", "exact = 1.01"), encoding="utf-8")
    assert main([*ASKED, "--floors", str(raised)]) == 1
    [told] = capsys.readouterr().err.splitlines()
    assert f"all: exact {exact:.2%} instead of 101.00%" in told
    assert main([*ASKED, "--floors", str(raised), "--accept"]) == 1
    assert main([*ASKED, "--floors", str(raised), "--accept", "--lower"]) == 0


def test_lowering_alone_means_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lower"])
    assert "--accept" in capsys.readouterr().err
