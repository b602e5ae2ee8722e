"""Consent is signed by both, understood, not withdrawn, not older than a year, and given to this programme."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import ConsentCountersigned, ConsentGiven, ConsentWithdrawn, ProgrammeChosen, Record
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either
from kapstone.rules._sources import CONSENT_LAW, REVIEW
from kapstone.rules.screening._charts import example, record_id
from kapstone.rules.screening._history import SCREENING

_Consent = Record[ConsentGiven]


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    latest = {record.fact.document: record for record in chart.facts.of(ConsentGiven)}
    if not latest:
        act = "Explain the treatment, and let the patient read, ask and sign."
        return (Verdict(level=Level.HOLD, because="No consent is signed.", act=act, waits_for=("ConsentGiven",)),)
    parts = (_judge(chart, limits, consent) for consent in latest.values())
    return either("Consent is signed by both, understood and in force.", *parts)


def _judge(chart: Chart, limits: Limits, consent: _Consent) -> Verdict:
    lapses = consent.at + timedelta(days=limits["valid_days"])
    wrong = _wrong(chart, limits, consent)
    if wrong is None:
        because = f"Consent of {consent.at.day} {consent.at:%B %Y} is in force."
        return Verdict(level=Level.CLEAR, because=because, facts=(consent.id,), changes_at=lapses)
    because, act = wrong
    return Verdict(level=Level.HOLD, because=because, act=act, subject=consent.fact.document, facts=(consent.id,))


def _wrong(chart: Chart, limits: Limits, consent: _Consent) -> tuple[str, str] | None:
    """What is wrong with a consent, and what to do about it."""
    day, least = f"{consent.at.day} {consent.at:%B %Y}", limits["teach_back_percent"]
    if withdrawn := chart.facts.latest(ConsentWithdrawn, lambda fact: fact.consent == consent.id):
        return (
            f"Consent was withdrawn on {withdrawn.at.day} {withdrawn.at:%B %Y}.",
            "Do not treat; ask what the patient wishes now.",
        )
    if chart.now >= consent.at + timedelta(days=limits["valid_days"]):
        return (
            f"Consent of {day} is more than {limits['valid_days']:.0f} days old.",
            "Go through the consent again and sign anew.",
        )
    if _programme_changed(chart, consent):
        return f"The programme changed after consent of {day}.", "Consent to the new programme is needed."
    if consent.fact.teach_back_percent < least:
        got = consent.fact.teach_back_percent
        return (
            f"Only {got:.0f} % of the teach-back was right; {least:.0f} % are needed.",
            "Explain again and repeat the questions.",
        )
    if chart.facts.latest(ConsentCountersigned, lambda fact: fact.consent == consent.id) is None:
        return f"Consent of {day} is not countersigned.", "A clinician who answered the questions countersigns."
    return None


def _programme_changed(chart: Chart, consent: _Consent) -> bool:
    chosen = chart.facts.of(ProgrammeChosen)
    agreed = [record.fact for record in chosen if record.at <= consent.at]
    return bool(chosen) and (not agreed or agreed[-1].protocol != chosen[-1].fact.protocol)


def _signed(percent: float = 90) -> ConsentGiven:
    return ConsentGiven(
        document="kap_consent",
        document_version="1",
        digest="0" * 64,
        acknowledged=(),
        teach_back={},
        teach_back_percent=percent,
        signature="Alma",
    )


_COUNTERSIGNED = ConsentCountersigned(consent=record_id(0), signature="Noor")
_WITHDRAWN = ConsentWithdrawn(consent=record_id(0))

RULE = Rule(
    id="LO-02",
    title="Consent",
    says="Consent is signed and countersigned, understood, not withdrawn, not older than twelve months and given to this programme.",
    moments=SCREENING,
    reads=("ConsentGiven", "ConsentCountersigned", "ConsentWithdrawn", "ProgrammeChosen"),
    decide=_decide,
    cites=(CONSENT_LAW,),
    standing=Standing.DESIGN,
    review=REVIEW,
    critical=True,
    owner=Role.THERAPIST,
    override=Override.NEVER,
    limits={
        "valid_days": Limit(365, "days", "how long a consent is in force", Standing.DESIGN, 30, 366),
        "teach_back_percent": Limit(80, "%", "share of teach-back answers that have to be right", Standing.TO_CONFIRM, 50, 100),
    },
    examples=(
        example("nothing is known", Level.HOLD),
        example("signed by both", Level.CLEAR, (5, _signed()), (4, _COUNTERSIGNED)),
        example("not countersigned", Level.HOLD, (5, _signed())),
        example("not understood", Level.HOLD, (5, _signed(60)), (4, _COUNTERSIGNED)),
        example("signed a year and a day ago", Level.HOLD, (366, _signed()), (365, _COUNTERSIGNED)),
        example("withdrawn", Level.HOLD, (5, _signed()), (4, _COUNTERSIGNED), (1, _WITHDRAWN)),
    ),
)
