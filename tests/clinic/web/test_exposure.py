"""The pictures of what a dose is expected to do: laws of their values, and what stands on them."""

import re
from dataclasses import replace

import pytest

from kapstone.clinic.web.charts.exposure import Exposure, ExposureCurve, clock_h, exposure
from kapstone.clinic.web.charts.ruler import Ruler, ruler
from kapstone.clinic.web.charts.wave import Wave, hours_words, wave

TIMES = [each / 4 for each in range(33)]
CURVE = ExposureCurve(
    label="A", dose_words="36 mg over 40 min", times_h=TIMES, typical=[100 * each / (1 + each * each) for each in TIMES],
    low=[60 * each / (1 + each * each) for each in TIMES], high=[140 * each / (1 + each * each) for each in TIMES],
    models_low=[90 * each / (1 + each * each) for each in TIMES], models_high=[170 * each / (1 + each * each) for each in TIMES], peak_at_h=1.0,
    doses_h=[(0.0, 2 / 3)], minimum_h=2.0, return_h=3.25,
)  # fmt: skip
WAVE = Wave(
    times_h=TIMES, usual=[each / 100 for each in CURVE.typical], low=[each / 140 for each in CURVE.low], high=[each / 140 for each in CURVE.high],
    strongest_from_h=0.5, strongest_at_h=1.0, strongest_to_h=1.75, faded_h=4.0, stay_h=2.0,
)  # fmt: skip


def test_a_return_before_the_protocols_minimum_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="never told earlier"):
        replace(CURVE, return_h=1.5)


def test_heights_and_times_go_together() -> None:
    with pytest.raises(ValueError, match="as many heights as times"):
        replace(CURVE, high=[1.0])
    with pytest.raises(ValueError, match="as many heights as times"):
        replace(WAVE, usual=[1.0])
    with pytest.raises(ValueError, match="in this order"):
        replace(WAVE, faded_h=1.0)


@pytest.mark.parametrize("curves", [[CURVE], [CURVE, replace(CURVE, label="B", return_h=None)]])
def test_peak_return_minimum_and_limit_stand_on_the_picture(curves: list[ExposureCurve]) -> None:
    drawn = exposure(Exposure(curves=curves, readings_h=[0, 0.5, 1], limit=("typical peak at 72 mg", 190.0)), "So it goes.")

    assert "50 at 1:00" in drawn.wide
    assert "back not before 3:15" in drawn.wide
    assert "programme: stay to 2:00" in drawn.wide
    assert "typical peak at 72 mg" in drawn.wide
    assert drawn.table is not None
    assert all(len(row) == 1 + 3 * len(curves) for row in drawn.table.rows)


@pytest.mark.parametrize("return_h", [2.0, 3.25, 7.9, None])
def test_nothing_is_drawn_outside_the_picture(return_h: float | None) -> None:
    drawn = exposure(Exposure(curves=[replace(CURVE, return_h=return_h)], readings_h=[0, 1, 2]), "So it goes.")

    for picture in (drawn.wide, drawn.narrow):
        width, height = (float(each) for each in re.findall(r'viewBox="0 0 (\S+) (\S+)"', picture)[0])
        assert all(-0.01 <= float(x) <= width + 0.01 for x in re.findall(r' (?:x|x1|x2|cx)="([^"]+)"', picture))
        assert all(-0.01 <= float(y) <= height + 0.01 for y in re.findall(r' (?:y|y1|y2|cy)="([^"]+)"', picture))


def test_a_dose_beyond_the_limit_still_fits_on_its_ruler() -> None:
    drawn = ruler(
        Ruler(
            unit="mg/kg",
            low=0.3,
            start=0.5,
            high=1,
            warn_from=0.75,
            stop_above=1,
            session_cap_mg=120,
            marks=[("A", 4.0)],
            weight_kg=80,
        )
    )

    assert all(float(x) <= 312 for x in re.findall(r' x="([^"]+)"', drawn.wide))
    assert drawn.table is not None
    assert ("Stops above", "1", "80") in drawn.table.rows
    assert drawn.table.rows[-1] == ("At most in a session", "1.5", "120")


def test_the_patients_picture_has_words_and_hours_and_no_other_numbers() -> None:
    drawn = wave(WAVE)

    words = re.findall(r">([^<]+)</text>", drawn.wide)
    assert {"rising", "strongest", "fading"} <= set(words)
    assert all(re.fullmatch(r"\d hours?", word) for word in words if re.search(r"\d", word))
    assert drawn.sentence.startswith("The medicine in your blood is expected to rise at first, to be strongest at about 1 hour")


@pytest.mark.parametrize(
    "hours, said",
    [(0.1, "about a quarter of an hour"), (0.5, "about half an hour"), (0.7, "about three quarters of an hour"), (1.1, "about 1 hour"),
     (1.5, "about 1 and a half hours"), (2.4, "about 2 and a half hours"), (4.0, "about 4 hours")],
)  # fmt: skip
def test_hours_are_said_as_people_say_them(hours: float, said: str) -> None:
    assert hours_words(hours) == said


def test_a_time_is_hours_and_minutes() -> None:
    assert [clock_h(each) for each in (0, 0.5, 1.999, 2.4667)] == ["0:00", "0:30", "2:00", "2:28"]
