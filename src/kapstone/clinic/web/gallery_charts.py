"""The charts of the gallery, from invented numbers."""

from datetime import date, datetime, timedelta
from typing import Any

from kapstone.clinic.web import charts as c

__all__ = ["desk", "portal", "room"]

_BANDS = (
    c.Band(0, 4, "minimal"), c.Band(5, 9, "mild"), c.Band(10, 14, "moderate"), c.Band(15, 19, "mod. severe"), c.Band(20, 27, "severe"),
)  # fmt: skip


def _trend(today: date, name: str = "PHQ-9") -> c.Trend:
    start = today - timedelta(days=46)
    totals = (21, 19, 20, 15, None, 14, 11, 8)
    return c.Trend(
        name=name, low=0, high=27, low_word="none", high_word="severe", bands=_BANDS, response=10.5, remission=5, reliable_change=5,
        points=[c.Point(start + timedelta(days=6 * index), total) for index, total in enumerate(totals)],
        doses=[c.DoseMark(start + timedelta(days=day), mg) for day, mg in ((16, 36), (20, 36), (26, 36), (30, 40), (37, 40), (44, 40))],
        until=today,
    )  # fmt: skip


def _session(now: datetime) -> c.SessionRecord:
    start = now - timedelta(minutes=48)

    def at(minutes: float) -> datetime:
        return start + timedelta(minutes=minutes)

    numbers = (
        (2, 124, 78, 66, 98, 5), (10, 128, 80, 68, 97, 5), (15, 138, 86, 72, 97, 5), (20, 152, 92, 80, 96, 4), (25, 171, 104, 88, 95, 3),
        (30, 166, 101, 86, 95, 3), (35, 158, 96, 82, 96, 3), (40, 149, 91, 78, 97, 4), (45, 144, 88, 74, 97, 4),
    )  # fmt: skip
    readings = [
        c.Reading(at=at(minute), systolic=high, diastolic=low, heart_rate=pulse, spo2=spo2, moaas=moaas, is_late=minute == 35)
        for minute, high, low, pulse, spo2, moaas in numbers
    ]
    readings.insert(4, c.Reading(at=at(22.5), systolic=192, diastolic=60, heart_rate=60, is_corrected=True))
    return c.SessionRecord(
        start=start, end=at(120), now=now, readings=readings,
        doses=[c.Given(at=at(8), until=at(48), mg=36, mg_per_kg=0.5)],
        events=[c.Happening(at=at(14), word="music on"), c.Happening(at=at(24), word="tearful"), c.Happening(at=at(27), word="nausea"),
                c.Happening(at=at(29), word="silent"), c.Happening(at=at(41), word="talking")],
        limits=[c.Limit(label="systolic 160", value=160), c.Limit(label="diastolic 100", value=100)],
        phases=[c.Phase(name="check-in", start=start, end=at(8)), c.Phase(name="infusion", start=at(8), end=at(48)),
                c.Phase(name="recovery", start=at(48), end=at(120))],
    )  # fmt: skip


_SESSION_WORDS = "Blood pressure rose to 171/104 at 25 min, above the limit of 160/100, and has been below it since 40 min."


def desk(now: datetime) -> dict[str, Any]:  # Any: a template context
    goals = [
        c.GoalRating(name="Go to the Sunday market alone", started=-2, now=1), c.GoalRating(name="Sleep six hours", started=-1, now=0),
        c.GoalRating(name="Write to my brother", started=-1),
    ]  # fmt: skip
    spark = c.sparkline((21, 19, 20, 15, None, 14, 11, 8), low=0, high=27, bands=_BANDS, label="PHQ-9 from 21 to 8 in 6 weeks")
    other = c.sparkline((17, 18, 16, 17, 19), low=0, high=27, bands=_BANDS, label="PHQ-9 from 17 to 19 in 4 weeks")
    return {
        "trend": c.outcome_trend(
            _trend(now.date()),
            "PHQ-9 fell 13 points since 9 Oct (from 21 to 8): a reliable change, response reached, not yet remission.",
        ),
        "attainment": c.attainment(goals, "Two of three goals are at or above what was expected."),
        "session": c.session_record(_session(now), _SESSION_WORDS),
        "sparks": [("Alma Nguyễn 21 → 8", spark), ("Ada Okafor 17 → 19", other)],
    }


def portal(today: date) -> dict[str, Any]:  # Any: a template context
    words = "Your depression score fell from 21 to 8. That is a real change; the goal of the treatment is below 5."
    return {
        "progress": c.progress(_trend(today, "Depression score"), words),
        "coming": [
            ("Thursday 26 November", "Dose 4 at 09:00, with Sol and Mira. Plan 3 hours."),
            ("Friday 27 November", "Talk with Sol, 16:00"),
        ],
    }


def room(now: datetime) -> dict[str, Any]:  # Any: a template context
    return {
        "session": c.session_record(_session(now), _SESSION_WORDS),
        "numbers": [
            {
                "label": "Blood pressure",
                "value": "171/104",
                "unit": "mmHg",
                "age": "14:32 · 6 min ago · due in 2 min",
                "level": "stop",
            },
            {"label": "Heart rate", "value": "86", "unit": "/min", "age": "14:32 · 6 min ago", "level": ""},
            {"label": "SpO₂", "value": "95", "unit": "%", "age": "14:37 · 1 min ago", "level": ""},
            {"label": "Sedation, MOAA/S", "value": "3", "unit": "of 5", "age": "14:32 · due now", "level": "caution"},
        ],
    }
