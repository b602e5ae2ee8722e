"""Entry for chronic pain: what the evidence says for the kind of pain; it is moderate for one and weak or none for the others."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict, unknown
from kapstone.rules._sources import COHEN_2018, at
from kapstone.rules.indications._entry import entry_rule, index
from kapstone.rules.screening._charts import example, no, yes

_PAIN, _CRPS, _SPINAL = Indication.PAIN, "complex_regional_pain_syndrome", "spinal_cord_injury_pain"


def _evidence(chart: Chart, _limits: Limits) -> Verdict:
    said = {item: chart.history(item) for item in (_CRPS, _SPINAL)}
    facts = tuple(record.id for item in said if (record := chart.history_record(item)))
    if said[_CRPS] is Answer.YES:
        because = "Complex regional pain syndrome: the evidence is moderate."
        return Verdict(level=Level.CLEAR, because=because, facts=facts)
    if said[_SPINAL] is Answer.YES:
        return Verdict(
            level=Level.CAUTION,
            because="Pain after spinal cord injury: the evidence is weak.",
            act="Say so to the patient, and measure whether it helps.",
            subject="evidence",
            facts=facts,
        )
    missing = tuple(item for item, answer in said.items() if answer is Answer.UNKNOWN)
    if missing:
        return unknown(*missing, subject="evidence")
    return Verdict(
        level=Level.REVIEW,
        because="Another kind of chronic pain: the evidence is weak or there is none.",
        act="Weigh other treatments, and say why ketamine is chosen.",
        subject="evidence",
        facts=facts,
    )


RULE = entry_rule(
    id="IND-PAIN",
    indication=_PAIN,
    title="Entry for chronic pain",
    says="The evidence is moderate for complex regional pain syndrome, weak after spinal cord injury, and weak or none for other chronic pain.",
    clear="Chronic pain is diagnosed, of the kind with moderate evidence.",
    scales=(),
    parts=(_evidence,),
    reads=(_CRPS, _SPINAL),
    cites=(at(COHEN_2018, "evidence by condition"),),
    standing=Standing.CHECKED,
    fine=(index(_PAIN), yes(_CRPS)),
    examples=(
        example("after spinal cord injury", Level.CAUTION, index(_PAIN), no(_CRPS), yes(_SPINAL), indication=_PAIN),
        example("another kind of pain", Level.REVIEW, index(_PAIN), no(_CRPS), no(_SPINAL), indication=_PAIN),
    ),
)
