"""Charts draw what is known, leave gaps where nothing is, and always bring their table."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.clinic.web import charts as c

DAY = date(2026, 3, 2)
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def a_trend(*totals: float | None, name: str = "PHQ-9") -> c.Trend:
    points = [c.Point(DAY + timedelta(days=7 * index), total) for index, total in enumerate(totals)]
    return c.Trend(name=name, low=0, high=27, low_word="none", high_word="severe", points=points, reliable_change=5, remission=5,
                   bands=[c.Band(0, 9, "low"), c.Band(10, 27, "high")], doses=[c.DoseMark(DAY, 36)])  # fmt: skip


def classes(svg: str, cls: str) -> int:
    return sum(cls in (element.get("class") or "").split() for element in ET.fromstring(svg).iter())


def test_a_missed_measure_is_a_gap_and_not_a_line() -> None:
    whole = c.outcome_trend(a_trend(20, 18, 12), "fell")
    gap = c.outcome_trend(a_trend(20, None, 12), "fell")

    assert classes(whole.wide, "c-line") == 2
    assert classes(gap.wide, "c-line") == 0
    assert classes(gap.wide, "c-missed") == 1
    assert "missed" in str(gap.table)


def test_the_table_holds_every_point_and_dose() -> None:
    table = c.outcome_trend(a_trend(20, 18, 12), "fell").table

    assert table is not None
    assert [row[2] for row in table.rows] == ["20", "36 mg", "18", "12"]


def test_nothing_known_is_only_a_sentence() -> None:
    empty = c.Trend(name="PHQ-9", low=0, high=27, low_word="none", high_word="severe", points=[])

    assert c.outcome_trend(empty, "Not answered yet.") == c.Drawing(sentence="Not answered yet.", wide="")


def test_names_cannot_break_out_of_the_picture() -> None:
    drawing = c.outcome_trend(a_trend(20, name='"><script>alert(1)</script>'), "<b>")

    assert "<script" not in drawing.wide
    ET.fromstring(drawing.wide)


def test_no_picture_carries_a_style_attribute() -> None:
    goals = c.attainment([c.GoalRating(name="Walk", started=-2, now=1)], "One goal.")
    line = c.sparkline([1, None, 3], low=0, high=27, label="from 1 to 3")

    for svg in (goals.wide, goals.narrow, line, c.progress(a_trend(20, 12), "fell").narrow):
        assert "style=" not in svg
        assert ET.fromstring(svg).get("role") == "img"


def test_late_readings_are_hollow_and_corrected_ones_crossed() -> None:
    readings = [
        c.Reading(at=START, systolic=120, diastolic=80),
        c.Reading(at=START + timedelta(minutes=5), systolic=130, diastolic=85, is_late=True),
        c.Reading(at=START + timedelta(minutes=10), systolic=230, diastolic=85, is_corrected=True),
    ]
    drawing = c.session_record(c.SessionRecord(start=START, end=START + timedelta(hours=2), readings=readings), "quiet")

    assert classes(drawing.wide, "c-late") == 2, "one path of joins, one of carets"
    assert drawing.wide.count("l14 10m0-10l-14 10") == 2, "a corrected pressure is crossed at both ends"
    assert drawing.table is not None
    assert [row[-1] for row in drawing.table.rows] == ["", "entered late", "corrected"]


def test_hundreds_of_readings_cost_the_browser_few_elements() -> None:
    readings = [
        c.Reading(
            at=START + timedelta(seconds=20 * i),
            systolic=120,
            diastolic=80,
            heart_rate=70,
            spo2=97,
            breaths=14,
            moaas=4,
            dissociation=3,
        )
        for i in range(500)
    ]
    drawing = c.session_record(c.SessionRecord(start=START, end=START + timedelta(hours=3), readings=readings), "so")

    assert len(list(ET.fromstring(drawing.wide).iter())) < 250


def test_the_table_says_what_the_picture_shows() -> None:
    times = [START + timedelta(minutes=minute) for minute in (0, 30, 60)]
    record = c.SessionRecord(
        start=START, end=START + timedelta(hours=2),
        readings=[c.Reading(at=START + timedelta(minutes=15), systolic=120, diastolic=80, breaths=14, moaas=4, dissociation=6)],
        doses=[c.Given(at=START, mg=35, until=START + timedelta(minutes=50), pauses=[(START + timedelta(minutes=20), START + timedelta(minutes=30))])],
        events=[c.Happening(at=START + timedelta(minutes=16), word="music changed", is_act=True)],
        predicted=c.Predicted(times, [0, 150, 80], [0, 100, 50], [0, 220, 130], "model of one study, ng/mL"),
        phases=[c.Phase(name="onset", start=START, end=times[1], is_expected=True)],
    )  # fmt: skip

    drawing = c.session_record(record, "so")

    assert drawing.table is not None
    assert drawing.table.rows == [
        ("10:00", "", "", "", "", "", "", "0", "dose 35 mg"),
        ("10:00", "", "", "", "", "", "", "0", "onset expected"),
        ("10:15", "120/80", "", "", "14", "4", "6", "75", ""),
        ("10:16", "", "", "", "", "", "", "80", "music changed"),
        ("10:20", "", "", "", "", "", "", "100", "paused until 10:30"),
    ]
    assert "model of one study" in drawing.table.caption
    for mark in ("c-expected-band", "c-expected", "c-dose-pause", "c-flag--act", "c-phase--expected"):
        assert classes(drawing.wide, mark) == 1, mark


@pytest.mark.parametrize(
    "median, low, high, why",
    [([0, 1], [0, 1], [0], "as many"), ([0, 3], [0, 1], [0, 2], "inside"), ([0, float("nan")], [0, 0], [0, 1], "inside"), ([0, 1], [-1, 0], [1, 1], "inside")],
)  # fmt: skip
def test_a_curve_that_contradicts_itself_is_refused(median: list[float], low: list[float], high: list[float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        c.Predicted([START, START + timedelta(minutes=5)], median, low, high, "a model")


def test_values_that_make_no_picture_are_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        c.SessionRecord(start=START, end=START, readings=[])
    with pytest.raises(ValueError, match="order"):
        c.Trend(
            name="x", low=0, high=9, low_word="", high_word="", points=[c.Point(DAY, 1), c.Point(DAY - timedelta(days=1), 2)]
        )


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 27)), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 200), st.floats(0.5, 200)), max_size=12),
)
def test_every_mark_stays_inside_the_picture(totals: list[int | None], doses: list[tuple[int, float]]) -> None:
    trend = a_trend(*totals)
    trend = c.Trend(**{name: getattr(trend, name) for name in ("name", "low", "high", "low_word", "high_word", "points", "bands")},
                    doses=[c.DoseMark(DAY + timedelta(days=day), mg) for day, mg in sorted(doses)], reliable_change=6)  # fmt: skip

    drawing = c.outcome_trend(trend, "so")

    for svg in filter(None, (drawing.wide, drawing.narrow)):
        root = ET.fromstring(svg)
        width, height = (float(root.get(side, "0")) for side in ("width", "height"))
        for circle in root.iter("circle"):
            assert 0 <= float(circle.get("cx", "-1")) <= width
            assert 0 <= float(circle.get("cy", "-1")) <= height


@given(st.lists(st.tuples(st.integers(0, 240), st.integers(20, 300), st.integers(10, 200), st.integers(0, 5)), max_size=20))
def test_a_session_can_hold_any_reading(rows: list[tuple[int, int, int, int]]) -> None:
    readings = [
        c.Reading(
            at=START + timedelta(minutes=minute),
            systolic=high,
            diastolic=low,
            heart_rate=low,
            spo2=60 + minute % 41,
            moaas=level,
        )
        for minute, high, low, level in sorted(rows)
    ]
    drawing = c.session_record(c.SessionRecord(start=START, end=START + timedelta(hours=2), readings=readings), "so")

    ET.fromstring(drawing.wide)
    assert drawing.table is not None
    assert len(drawing.table.rows) == len(rows)
