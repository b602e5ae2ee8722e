"""In the days after the first three doses, and after each in bipolar disorder, somebody asks whether the mood has become too high."""

from collections.abc import Iterator
from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, HistoryAnswered, Indication
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import ALTMAN_1997, EXPERT
from kapstone.rules.long_term._course import Given, day_of, long_term_rule, sessions
from kapstone.rules.long_term._story import after, dosed, first_dose_only, on, resolved, total
from kapstone.rules.long_term._totals import scored
from kapstone.rules.session._limits import number

ASRM = "asrm"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return tuple(_each(chart, limits))


def _each(chart: Chart, limits: Limits) -> Iterator[Verdict]:
    given = sessions(chart)
    for index, dose in enumerate(given):
        if index < limits["doses"] or _is_bipolar(chart):
            following = given[index + 1].at if index + 1 < len(given) else None
            verdict = _after(chart, limits, dose, is_last=following is None)
            if verdict is not None:
                yield verdict


def _is_bipolar(chart: Chart) -> bool:
    return chart.indication is Indication.BIPOLAR or chart.history("bipolar_disorder") is Answer.YES


def _after(chart: Chart, limits: Limits, dose: Given, *, is_last: bool) -> Verdict | None:
    subject = f"{ASRM}:{dose.session}"
    opens, closes = dose.at + timedelta(hours=limits["opens_h"]), dose.at + timedelta(hours=limits["closes_h"])
    inside = [(record, total) for record, total in scored(chart, ASRM, since=dose.at) if opens <= record.at <= closes]
    high = [(record, total) for record, total in inside if total >= limits["points"]]
    if high:
        record, points = high[-1]
        follow = chart.followed_up(record.id)
        because = f"ASRM was {points:g} on {day_of(record.at)}, after the dose of {day_of(dose.at)}."
        if follow is not None and follow.fact.safe_to_continue:
            return Verdict(
                level=Level.NOTE,
                because=f"{because} A clinician followed it up.",
                subject=subject,
                facts=(record.id, follow.id),
            )
        return Verdict(
            level=Level.REVIEW, because=because, act="Look for hypomania, and decide on the next dose.", subject=str(record.id), value=f"{points:g}",
            limit=f"below {limits['points']:g}", facts=(record.id, dose.record), due=record.at + timedelta(days=1),
        )  # fmt: skip
    if inside:
        return Verdict(
            level=Level.CLEAR,
            because=f"ASRM was {inside[-1][1]:g} after the dose of {day_of(dose.at)}.",
            subject=subject,
            facts=(inside[-1][0].id,),
        )
    if not is_last:
        return None  # the window is long over; the next dose asks anew
    late = chart.now > closes
    return Verdict(
        level=Level.UNKNOWN if chart.now >= opens else Level.NOTE,
        because=f"The ASRM {'was not' if late else 'has not been'} asked between {day_of(opens)} and {day_of(closes)}{'' if late else ' yet'}.",
        act="Ask the ASRM." if chart.now >= opens else "", subject=subject, waits_for=("ASRM",) if chart.now >= opens else (), facts=(dose.record,),
        due=closes, changes_at=opens if chart.now < opens else None,
    )  # fmt: skip


RULE = long_term_rule(
    id="MOOD-SWITCH",
    title="Mood too high after a dose",
    says="One to three days after each of the first three doses, in bipolar disorder after each, an ASRM is asked; six or more is reviewed.",
    reads=("MeasureAnswered", "ConcernResolved", "bipolar_disorder"),
    decide=_decide,
    opens_days=2,
    cites=(ALTMAN_1997, EXPERT),
    standing=Standing.DESIGN,
    owner=Role.MONITOR,
    limits={
        "doses": number(3, "doses", "After so many doses it is asked; in bipolar disorder after each.", low=1, high=20),
        "opens_h": number(24, "h", "It is asked from this long after the dose.", low=12, high=48),
        "closes_h": number(72, "h", "Until then.", low=48, high=168),
        "points": number(6, "points", "From here it is reviewed.", low=4, high=10),
    },
    examples=(
        first_dose_only(0.5, Level.NOTE),
        first_dose_only(2, Level.UNKNOWN),
        after("ASRM of 2", 2, Level.CLEAR, *dosed(0), total(1.5, ASRM, 2)),
        after("ASRM of 5", 2, Level.CLEAR, *dosed(0), total(1.5, ASRM, 5)),
        after("ASRM of 6", 2, Level.REVIEW, *dosed(0), total(1.5, ASRM, 6)),
        after("ASRM of 6, followed up", 2, Level.NOTE, *dosed(0), total(1.5, ASRM, 6), resolved(1.8, 1)),
        after("five days after the dose is too late to count", 6, Level.UNKNOWN, *dosed(0), total(5, ASRM, 2)),
        after(
            "the fifth dose in bipolar disorder", 22, Level.UNKNOWN,
            on(-60, HistoryAnswered(item="bipolar_disorder", answer=Answer.YES)), *dosed(0, 5, 10, 15, 20),
        ),
    ),
)  # fmt: skip
