"""Pictures made on the server: plain values in, SVG with its sentence and its table out. No scripts, no inline styles."""

from kapstone.clinic.web.charts.drawing import Drawing, Table
from kapstone.clinic.web.charts.session import Given, Happening, Limit, Phase, Predicted, Reading, SessionRecord
from kapstone.clinic.web.charts.sheet import session_record
from kapstone.clinic.web.charts.spark import GoalRating, attainment, sparkline
from kapstone.clinic.web.charts.trend import Band, DoseMark, Point, Trend, outcome_trend, progress

__all__ = [
    "Band", "DoseMark", "Drawing", "Given", "GoalRating", "Happening", "Limit", "Phase", "Point", "Predicted", "Reading", "SessionRecord",
    "Table", "Trend", "attainment", "outcome_trend", "progress", "session_record", "sparkline",
]  # fmt: skip
