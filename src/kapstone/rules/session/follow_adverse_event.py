"""A serious adverse event, or one of grade 3 or more, is reviewed by a prescriber; a life-threatening one at once."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import AdverseEventReviewed, AdverseEventSeen
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import follow_up_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import CTCAE, EXPERT
from kapstone.rules.session._story import adverse_event, example, record_id


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    reviewed = chart.reviewed()
    grave = chart.facts.of(AdverseEventSeen, lambda fact: fact.is_serious or fact.grade >= limits["review_grade"])
    verdicts = []
    for record in grave:
        fact, review = record.fact, reviewed.get(record.id)
        what = f"{fact.term[:1].upper()}{fact.term[1:]}, grade {fact.grade}{', serious' if fact.is_serious else ''}"
        if review:
            because = f"{what}: reviewed. {review.fact.conclusion}"
            verdicts.append(Verdict(level=Level.NOTE, because=because, subject=str(record.id), facts=(record.id, review.id)))
            continue
        urgent = fact.is_serious or fact.grade >= limits["urgent_grade"]
        span = timedelta(hours=limits["urgent_h" if urgent else "review_h"])
        verdicts.append(
            Verdict(
                level=Level.URGENT if urgent else Level.REVIEW,
                because=f"{what}: not reviewed yet.",
                act="See the patient, review the event and decide whether it has to be reported.",
                subject=str(record.id),
                value=f"grade {fact.grade}",
                limit=f"below grade {limits['review_grade']:g}",
                facts=(record.id,),
                waits_for=("adverse event review",),
                due=record.at + span,
            )
        )
    return tuple(verdicts)


RULE = follow_up_rule(
    id="FOLLOW-ADVERSE-EVENT",
    title="Grave adverse event",
    says="A serious adverse event or one of grade 3 or more is reviewed within a day; serious or grade 4 within the hour.",
    reads=("AdverseEventSeen", "AdverseEventReviewed"),
    decide=_decide,
    cites=(CTCAE, EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "review_grade": number(3, "grade", "From this grade it is reviewed.", standing=Standing.TO_CONFIRM, low=1, high=4),
        "urgent_grade": number(4, "grade", "From this grade it is urgent.", standing=Standing.TO_CONFIRM, low=3, high=5),
        "review_h": number(24, "h", "It is reviewed within this time.", low=1, high=72),
        "urgent_h": number(1, "h", "An urgent one is seen within this time.", low=0, high=24),
    },
    examples=(
        example("hypertension, grade 3", Level.REVIEW, (20, adverse_event("hypertension", 3)), now=60),
        example("laryngospasm, serious", Level.URGENT, (20, adverse_event("laryngospasm", 4, serious=True)), now=60),
        example(
            "reviewed", Level.NOTE,
            (20, adverse_event("hypertension", 3)), (90, AdverseEventReviewed(event=record_id(0), conclusion="Lower dose next time.")), now=95,
        ),
    ),
)  # fmt: skip
