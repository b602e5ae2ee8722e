"""The liver: ALT before the first dose, after eight doses, and every six months; three times its limit holds, five times stops."""

from datetime import datetime, timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted, Record
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT, KETALAR, at
from kapstone.rules.long_term._course import day_of, days, long_term_rule, on_time, sessions
from kapstone.rules.long_term._story import after, dosed, first_dose_only, on
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import Told

_SUBJECT = "alt"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    latest = chart.lab(Analyte.ALT)
    if latest is not None:
        high = _high(latest, limits)
        if high is not None:
            return (high,)
    due = _due(chart, limits, latest)
    return (
        on_time(
            chart, due, subject=_SUBJECT, name="ALT", act="Take blood for the liver enzymes.", done=latest, owner=Role.MONITOR
        ),
    )


def _high(latest: Record[LabResulted], limits: Limits) -> Verdict | None:
    fact = latest.fact
    if not fact.upper_limit:
        return Verdict(
            level=Level.UNKNOWN, because=f"ALT {fact.value:g} {fact.unit} of {day_of(latest.at)} has no upper limit of normal beside it.",
            act="Add the laboratory's upper limit of normal.", subject=_SUBJECT, facts=(latest.id,), waits_for=("upper limit of ALT",),
        )  # fmt: skip
    times = fact.value / fact.upper_limit
    if times < limits["hold_times"]:
        return None
    stop = times >= limits["stop_times"]
    return Verdict(
        level=Level.STOP if stop else Level.HOLD, because=f"ALT of {day_of(latest.at)} is {times:.1f} times its upper limit.",
        act="Stop treatment and see to the liver." if stop else "Hold treatment, repeat the test, and look for the cause.", subject=_SUBJECT,
        value=f"{times:.1f} times", limit=f"below {limits['hold_times']:g} times", facts=(latest.id,), due=latest.at + timedelta(days=2),
    )  # fmt: skip


def _due(chart: Chart, limits: Limits, latest: Record[LabResulted] | None) -> datetime:
    given = sessions(chart)
    if latest is None:
        return given[0].at  # the baseline was due before the first dose
    again = latest.at + days(limits, "again_days")
    count = int(limits["after_doses"])
    if len(given) < count or latest.at >= given[count - 1].at:
        return again
    return min(again, given[count - 1].at + days(limits, "after_doses_within_days"))


def _alt(day: float, value: float, upper: float | None = 40) -> Told:
    return on(day, LabResulted(analyte=Analyte.ALT, value=value, unit="U/L", upper_limit=upper))


_EIGHT = dosed(*range(0, 32, 4))

RULE = long_term_rule(
    id="LIVER",
    title="Liver",
    says="ALT is known before the first dose, after 8 doses and every 6 months; 3 times its upper limit holds treatment and 5 times stops it.",
    reads=("LabResulted",),
    decide=_decide,
    cites=(at(KETALAR, "section 5.6: drug-induced liver injury"), EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "hold_times": number(3, "times the upper limit", "From here treatment is held.", standing=Standing.TO_CONFIRM, low=1.5, high=3),
        "stop_times": number(5, "times the upper limit", "From here it is stopped.", standing=Standing.TO_CONFIRM, low=3, high=5),
        "after_doses": number(8, "doses", "After so many doses it is tested again.", standing=Standing.TO_CONFIRM, low=2, high=12),
        "after_doses_within_days": number(14, "days", "And within this time of the last of them.", low=1, high=30),
        "again_days": number(182, "days", "And at least this often.", standing=Standing.TO_CONFIRM, low=28, high=366),
    },
    examples=(
        first_dose_only(1, Level.UNKNOWN),
        after("normal before the first dose", 20, Level.CLEAR, _alt(-5, 22), *dosed(0)),
        after("eight doses, and not tested since", 43, Level.UNKNOWN, _alt(-5, 22), *_EIGHT),
        after("eight doses, tested since", 43, Level.CLEAR, _alt(-5, 22), *_EIGHT, _alt(35, 30)),
        after("119 of 40", 36, Level.CLEAR, *_EIGHT, _alt(35, 119)),
        after("three times the limit", 36, Level.HOLD, *_EIGHT, _alt(35, 120)),
        after("five times the limit", 36, Level.STOP, *_EIGHT, _alt(35, 200)),
        after("no limit beside it", 36, Level.UNKNOWN, *_EIGHT, _alt(35, 120, None)),
        after("seven months ago", 220, Level.UNKNOWN, *_EIGHT, _alt(35, 30)),
    ),
)  # fmt: skip
