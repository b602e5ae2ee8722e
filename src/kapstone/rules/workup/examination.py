"""Work-up: medical history and examination with ASA class and functional capacity."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Evaluation, EvaluationDone, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Verdict, unknown
from kapstone.rules._sources import COHEN_2018, SANACORA_2017
from kapstone.rules.screening._charts import example
from kapstone.rules.workup._item import item_rule

_ENOUGH_METS = 4
"""Two flights of stairs: the usual threshold of functional capacity."""


def _complete(_chart: Chart, record: Record[EvaluationDone]) -> Verdict | None:
    done = record.fact
    missing = [
        name
        for name, value in (("ASA class", done.asa_class), ("functional capacity", done.functional_capacity_mets))
        if value is None
    ]
    if missing:
        because = f"The examination does not say: {' and '.join(missing)}."
        return unknown(*missing, because=because, act=f"Record {' and '.join(missing)}.")
    mets = done.functional_capacity_mets
    if mets is not None and mets < _ENOUGH_METS:
        return Verdict(
            level=Level.CAUTION,
            because=f"Functional capacity is {mets:g} METs, below {_ENOUGH_METS}.",
            act="Look at heart and lungs again, and watch closely.",
            value=f"{mets:g} METs",
            limit=f"at least {_ENOUGH_METS} METs",
            facts=(record.id,),
        )
    return None


def _examined(asa: int | None = 2, mets: float | None = 7) -> EvaluationDone:
    return EvaluationDone(
        evaluation=Evaluation.MEDICAL, summary="Well.", cleared=True, asa_class=asa, functional_capacity_mets=mets
    )


RULE = item_rule(
    id="WU-EXAMINATION",
    title="Medical examination",
    says="Medical history and examination, with ASA class and functional capacity, are at most 30 days old before the first dose.",
    what="medical examination",
    kind=EvaluationDone,
    where=lambda fact: fact.evaluation is Evaluation.MEDICAL,
    days=Limit(30, "days", "how old the examination may be before the first dose", Standing.TO_CONFIRM, 7, 90),
    act="Examine, with airway, ASA class and functional capacity.",
    cites=(SANACORA_2017, COHEN_2018),
    standing=Standing.TO_CONFIRM,
    example_fact=_examined(),
    further=_complete,
    examples=(
        example("without an ASA class", Level.UNKNOWN, _examined(asa=None)),
        example("short of breath on one flight of stairs", Level.CAUTION, _examined(mets=3)),
    ),
)
