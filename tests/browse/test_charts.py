"""Charts: shapes from figures, and the figures of the database as shapes."""

from pathlib import Path

import pytest

from rentspider.browse.charts import bars, lines, stacked
from rentspider.browse.charts.shapes import steps_to
from rentspider.browse.drawings import MONTHS, OTHERS, monthly
from rentspider.db.figures import MonthCount
from tests.browse.library import RUNS
from tests.browse.pages import Pages, words
from tests.helpers import rows


@pytest.mark.parametrize(
    ("largest", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (7, [0, 2, 4, 6, 8]),
        (11, [0, 5, 10, 15]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_a_scale_has_round_steps(largest: int, steps: list[int]) -> None:
    assert steps_to(largest) == steps


def test_columns_stand_on_each_other_and_are_as_high_as_their_amounts() -> None:
    chart = stacked("月份", ["一", "二"], {"甲": [2, 0], "乙": [1, 4]}, ["s0", "s1"])
    low, high, other = chart.rects
    assert (low.told, high.told, other.told) == ("一 甲 2", "一 乙 1", "二 乙 4")
    assert low.height == pytest.approx(2 * high.height, abs=0.01)
    assert high.y + high.height == pytest.approx(low.y, abs=0.01)
    assert other.x == pytest.approx(low.x + 50, abs=0.01)
    assert list(chart.figures.rows) == [("二", "0", "4", "4"), ("一", "2", "1", "3")]


def test_one_series_needs_no_legend_and_no_total() -> None:
    chart = stacked("月份", ["一"], {"篇数": [3]}, ["s0"])
    assert (chart.legend, list(chart.figures.rows)) == ((), [("一", "3")])


def test_bars_are_parts_of_the_largest() -> None:
    drawn = bars(("来源", "篇数"), [("甲", 4, "4"), ("乙", 1, "1")])
    assert [bar.width for bar in drawn.bars] == [100, 25]


def test_lines_go_from_one_measurement_to_the_next() -> None:
    ends = [("good", "完成"), ("bad", "无应答"), ("good", "完成")]
    chart = lines("运行", ["#1", "#2", "#3"], {"读出": [1.0, None, 0.5]}, ["s0"], ends)
    [stroke] = chart.strokes
    assert (stroke.x1, stroke.x2) == (16.667, 83.333)
    assert stroke.y1 < stroke.y2
    assert [rect.style for rect in chart.rects] == ["good", "bad", "good"]
    assert chart.figures.rows[1] == ("#2", "", "无应答")


def test_months_without_articles_have_their_place_and_small_categories_are_put_together() -> None:
    counts = [MonthCount("2020-01", "旧", 9), MonthCount("2026-01", "甲", 3), MonthCount("2026-03", "甲", 1)]
    counts += [MonthCount("2026-03", f"类{number}", 2) for number in range(6)]
    chart = monthly(counts)
    assert chart is not None
    assert len(chart.figures.rows) == MONTHS
    assert [row[0] for row in chart.figures.rows[:3]] == ["2026-03", "2026-02", "2026-01"]
    assert chart.figures.head[-2:] == (OTHERS, "合计")
    assert chart.figures.rows[0][-1] == "13"
    assert "旧" not in chart.figures.head


def test_the_page_has_all_charts_with_their_names_and_figures(pages: Pages) -> None:
    page = pages.page("/charts")
    drawn = page.xpath("//figure[@class='chart']")
    assert [figure.get("id") for figure in drawn] == ["months", "sources", "kinds", "health"]
    for figure in drawn:
        assert words(figure, "./figcaption")
        assert figure.xpath(".//svg//rect")
        assert figure.xpath(".//table//td")
        for image in figure.xpath("./svg"):
            assert words(page, f"//*[@id='{image.get('aria-labelledby')}']")


def test_the_figures_are_those_of_the_database(pages: Pages, library: Path) -> None:
    page = pages.page("/charts")
    counted = {
        row["month"]: row["n"]
        for row in rows(library / "rent.db", "SELECT month, count(*) AS n FROM v_articles WHERE month > '' GROUP BY 1")
    }
    shown = {row[0]: int(row[-1]) for row in (words(tr, "./*") for tr in page.xpath("//*[@id='months']//tbody/tr"))}
    assert {month: count for month, count in shown.items() if count} == {m: counted[m] for m in shown if m in counted}
    assert len(page.xpath("//*[@id='health']//tbody/tr")) == RUNS


def test_the_front_page_shows_one(pages: Pages) -> None:
    assert pages.page("/").xpath("//figure[@id='months']/svg//rect")
