"""Any non-zero answer to the self-harm item of the PHQ-9, or one that stands out on a like scale, is followed up, with a C-SSRS at the same visit."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Informant, MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, unknown
from kapstone.rules._sources import COLUMBIA, KROENKE_2001, REVIEW, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._screens import followed_up, phq9, recent
from kapstone.rules.screening._suicide import C_SSRS, concern, is_resolved, screens, self_harm_answer, stands_out, triage
from kapstone.rules.screening._window import has_lapsed, lapses

_ITEMS = {"phq9": "PHQ-9 item 9", "qids": "QIDS-SR16 item 12", "madrs": "MADRS item 10"}
"""Scales with an item on self-harm; which answer to it stands out is said by the instrument."""


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    asked = chart.measures("phq9")
    positive = tuple(record for scale in _ITEMS for record in chart.measures(scale) if stands_out(record))
    if not asked:
        return (*(_positive(chart, limits, record) for record in positive), unknown("PHQ-9", act="Ask the PHQ-9."))
    clear = "The PHQ-9 item on thoughts of death or self-harm is zero, or was followed up."
    return either(clear, *(_positive(chart, limits, record) for record in positive), _latest(chart, limits, asked[-1]))


def _positive(chart: Chart, limits: Limits, record: Record[MeasureAnswered]) -> Verdict:
    answer, day = self_harm_answer(record), f"{record.at.day} {record.at:%B %Y}"
    because = f"The answer to {_ITEMS[record.fact.instrument]} (thoughts of death or self-harm) was {answer} on {day}."
    from_then = record.at - timedelta(hours=limits["same_visit_hours"])
    is_screened = any(screen.at >= from_then and triage(chart, screen) is not None for screen in screens(chart))
    if not is_resolved(chart, record):
        first = "" if is_screened else "Ask the C-SSRS screener now. "
        act = f"{first}Speak with the patient and record what you found and agreed."
        return concern(chart, record, because=because, act=act, due=record.at + _allowed(record, limits), value=f"{answer}")
    if not is_screened:
        return unknown(
            C_SSRS,
            because=f"{because} It was followed up, but no complete C-SSRS screener has been answered since.",
            act="Ask the C-SSRS screener.",
            subject=str(record.id),
        )
    return Verdict(level=Level.CLEAR, because=f"{because} It was followed up, and it is safe to continue.", facts=(record.id,))


def _allowed(record: Record[MeasureAnswered], limits: Limits) -> timedelta:
    """In the clinic someone is at hand; from home the patient is called within a day."""
    is_in_clinic = record.fact.session is not None or record.fact.informant is Informant.CLINICIAN
    return timedelta(minutes=limits["in_clinic_min"]) if is_in_clinic else timedelta(hours=limits["elsewhere_hours"])


def _latest(chart: Chart, limits: Limits, record: Record[MeasureAnswered]) -> Verdict:
    if self_harm_answer(record) is None:
        because = "The item on thoughts of death or self-harm of the last PHQ-9 has no answer."
        return unknown("PHQ-9 item 9", because=because, act="Ask about thoughts of death and self-harm.", subject="latest")
    if has_lapsed(chart, record, limits["valid_days"]):
        because = f"The last PHQ-9 is of {record.at.day} {record.at:%B %Y}, more than {limits['valid_days']:.0f} days ago."
        return unknown("PHQ-9", because=because, act="Ask the PHQ-9 again.", subject="latest")
    changes = lapses(chart, record.at, limits["valid_days"])
    return Verdict(level=Level.CLEAR, because="PHQ-9 item 9 is answered.", facts=(record.id,), changes_at=changes)


def _answered(scale: str, item: str, value: int) -> MeasureAnswered:
    return MeasureAnswered(instrument=scale, instrument_version="1", answers={item: value})


RULE = Rule(
    id="SC-02",
    title="Thoughts of death or self-harm",
    says="Any answer but zero to PHQ-9 item 9, or one that stands out on the QIDS-SR16 or the MADRS, calls for a C-SSRS screener at the same visit and a clinician's follow-up.",
    moments=SCREENING,
    reads=("MeasureAnswered", "ConcernResolved"),
    decide=_decide,
    cites=(at(KROENKE_2001, "item 9"), at(COLUMBIA, "triage")),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "in_clinic_min": Limit(
            60, "minutes", "how soon a clinician follows up an answer given in the clinic", Standing.DESIGN, 5, 240
        ),
        "elsewhere_hours": Limit(
            24, "hours", "how soon a clinician follows up an answer given at home", Standing.DESIGN, 1, 48
        ),
        "same_visit_hours": Limit(
            24, "hours", "how much earlier a C-SSRS may lie to belong to the same visit", Standing.DESIGN, 0, 24
        ),
        "valid_days": Limit(30, "days", "how long an answered PHQ-9 counts here", Standing.DESIGN, 7, 60),
    },
    examples=(
        nothing_known(),
        example("item 9 is zero", Level.CLEAR, (1, phq9(0))),
        example("item 9 left out", Level.UNKNOWN, (1, phq9(None))),
        example("item 9 is one, nobody has looked", Level.URGENT, (1, phq9(1))),
        example("item 9 is one, C-SSRS asked, nobody has spoken with them", Level.URGENT, (1, phq9(1)), (0.99, recent(wish=1))),
        example("followed up without a C-SSRS", Level.UNKNOWN, (1, phq9(1)), (0.9, followed_up(0))),
        example("followed up with a C-SSRS", Level.CLEAR, (1, phq9(1)), (0.99, recent(wish=1)), (0.9, followed_up(0))),
        example("followed up, not safe to continue", Level.STOP, (1, phq9(2)), (0.9, followed_up(0, safe=False))),
        example(
            "QIDS-SR16 item 12 is two, beside a PHQ-9 of zero", Level.URGENT, (2, phq9(0)), (1, _answered("qids", "qids_12", 2))
        ),
        example("MADRS item 10 is four, and no PHQ-9 yet", Level.URGENT, (1, _answered("madrs", "madrs_10", 4))),
        example("MADRS item 10 is two", Level.CLEAR, (2, phq9(0)), (1, _answered("madrs", "madrs_10", 2))),
        example("an older answer nobody followed up stays", Level.URGENT, (9, phq9(2)), (1, phq9(0))),
    ),
)
