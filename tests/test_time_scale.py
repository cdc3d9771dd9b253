"""The time axis of drawings: places in percent, ticks at whole months and years, and a break after far earlier days."""

from __future__ import annotations

import datetime as dt

import pytest

from press.content.values.dates import parse_date
from press.site.views.drawings.time_scale import BEFORE, STEPS, Extent, extent_of, find_break, scale_over


def extents(*dates: str) -> list[Extent]:
    return [extent_of(parse_date(date)) for date in dates]


def test_days_are_drawn_to_scale() -> None:
    scale = scale_over(extents("2023-01-01", "2023-12-31"), 12)
    assert scale is not None
    assert scale.x(dt.date(2023, 1, 1)) == 0
    assert scale.x(dt.date(2023, 7, 2)) == pytest.approx(100 * 182 / 365, abs=0.01)
    place = scale.place(*extents("2023-04"))
    assert (place.x, place.width) == (scale.x(dt.date(2023, 4, 1)), pytest.approx(100 * 30 / 365, abs=0.02))
    assert scale.place(*extents("2023-12-31")).x < 100


def test_ticks_stand_at_whole_months_quarters_years_or_decades() -> None:
    def ticks(first: str, last: str) -> list[str]:
        scale = scale_over(extents(first, last), 8)
        return [str(tick.day) for tick in scale.ticks()] if scale else []

    assert ticks("2023-02-13", "2023-06-29") == [f"2023-0{month}-01" for month in range(2, 7)]
    assert ticks("2023-02-13", "2024-06-29")[:3] == ["2023-01-01", "2023-04-01", "2023-07-01"]
    assert ticks("2020-05", "2026-01") == [f"{year}-01-01" for year in range(2020, 2027)]
    assert ticks("1951", "2026") == [f"{year}-01-01" for year in range(1960, 2021, 10)]
    assert ticks("0001", "9999") == [f"{year}-01-01" for year in range(1000, 9001, 1000)]


@pytest.mark.parametrize("years", [1, 2, 7, 13, 59, 200, 1999, 9998])
def test_there_are_never_more_ticks_than_asked_for(years: int) -> None:
    scale = scale_over(extents("0001", f"{1 + years:04d}"), 10)
    assert scale is not None and 1 <= len(scale.ticks()) <= 10
    assert scale.step in STEPS


def test_far_earlier_days_are_joined_by_a_break() -> None:
    scale = scale_over(extents("2018-07", "2023-02-13", "2023-03", "2023-06-29"), 8)
    assert scale is not None and scale.has_break
    assert scale.first == dt.date(2023, 2, 1)
    assert scale.x(dt.date(2023, 2, 1)) == BEFORE
    assert scale.place(*extents("2018-07")).before
    assert not scale.place(*extents("2018/2023-03")).before
    assert scale.place(*extents("2018/2023-03")).x == BEFORE


def test_a_steady_history_has_no_break() -> None:
    years = [dt.date(year, 1, 1) for year in range(1968, 2027)]
    assert find_break(years) is None
    assert find_break([dt.date(1732, 1, 1), *years]) == dt.date(1968, 1, 1)
    assert find_break([dt.date(1990, 1, 1), dt.date(2020, 1, 1)]) is None


def test_an_open_interval_is_where_its_known_end_is() -> None:
    assert extents("2020/..") == [(dt.date(2020, 1, 1), dt.date(2020, 12, 31))]
    assert extents("../2021-03") == [(dt.date(2021, 3, 1), dt.date(2021, 3, 31))]
    assert extents("2020/2021-03") == [(dt.date(2020, 1, 1), dt.date(2021, 3, 31))]


def test_the_last_year_that_can_be_written_is_drawn() -> None:
    scale = scale_over(extents("9998", "9999-12-31"), 8)
    assert scale is not None and scale.x(dt.date.max) == pytest.approx(100, abs=0.2)


def test_nothing_has_no_scale() -> None:
    assert scale_over([], 8) is None
