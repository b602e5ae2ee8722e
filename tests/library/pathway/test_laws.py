"""What holds for any facts: the dose gate never opens while a critical input is missing, and time only acts where it was announced."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from time import perf_counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kapstone import facts as f
from kapstone.chart import Chart
from kapstone.facts import Fact, Facts, Record
from kapstone.findings import Level
from kapstone.pathway import Assessment, GateId, Phase, Stage, assess
from kapstone.pathway._limits import limits_for
from kapstone.protocols import all_protocols
from kapstone.rules import Moment, rules_for
from kapstone.synthetic import Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
PROTOCOL = all_protocols()["iv-trd-induction"]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@cache
def ready(doses: int = 1) -> Story:
    """A story at the moment the dose gate opens."""
    return course_until(Stage.DOSING, protocol=PROTOCOL, start=MONDAY, rng=Random(3), phase=Phase.ORDERED, doses=doses)


@cache
def whole() -> Story:
    return course_until(Stage.MAINTENANCE, protocol=PROTOCOL, start=MONDAY, rng=Random(5))


def opens(records: list[Record[Fact]], now: datetime) -> bool:
    assessment = assess(PROTOCOL, Facts(records), now)
    return any(gate.is_open for gate in assessment.gates if gate.id is GateId.ADMINISTER)


def critical_inputs_missing(records: list[Record[Fact]], now: datetime, story: Story) -> bool:
    """Asked of the rules themselves, not of the pathway."""
    for moment, session in ((Moment.SCREENING, None), (Moment.PRE_DOSE, story.sessions[-1])):
        chart = Chart(
            facts=Facts(records), now=now, indication=PROTOCOL.indication, route=PROTOCOL.route, drug=PROTOCOL.drug, place="clinic",
            session=session, limits=limits_for(PROTOCOL),
        )  # fmt: skip
        found = [finding for rule in rules_for(moment) for finding in rule.judge(chart)]
        if any(finding.level is Level.UNKNOWN and finding.critical for finding in found):
            return True
    return False


NEEDED: dict[str, Callable[[Fact], bool]] = {
    "identity": lambda fact: isinstance(fact, f.IdentityVerified),
    "medical clearance": lambda fact: isinstance(fact, f.EvaluationDone) and fact.evaluation is f.Evaluation.MEDICAL,
    "psychiatric evaluation": lambda fact: isinstance(fact, f.EvaluationDone) and fact.evaluation is f.Evaluation.PSYCHIATRIC,
    "decision": lambda fact: isinstance(fact, f.EligibilityDecided),
    "therapist": lambda fact: isinstance(fact, f.TherapistMatched),
    "consent": lambda fact: isinstance(fact, f.ConsentGiven),
    "countersignature": lambda fact: isinstance(fact, f.ConsentCountersigned),
    "goal": lambda fact: isinstance(fact, f.GoalSet),
    "preparation": lambda fact: isinstance(fact, f.PreparationDone),
    "check-in": lambda fact: isinstance(fact, f.CheckedIn),
    "setting": lambda fact: isinstance(fact, f.SettingChecked),
    "order": lambda fact: isinstance(fact, f.OrderSigned),
    "dose check": lambda fact: isinstance(fact, f.DoseChecked),
    "weight": lambda fact: isinstance(fact, f.WeightMeasured),
    "vitals of the day": lambda fact: isinstance(fact, f.VitalsTaken) and fact.session is not None,
    "sedation before the dose": lambda fact: isinstance(fact, f.StateObserved),
    "person": lambda fact: isinstance(fact, f.PersonDescribed),
    "monitoring programme": lambda fact: isinstance(fact, f.PrescriptionMonitoringChecked),
    "drug screen": lambda fact: isinstance(fact, f.DrugScreened),
    "primary measure": lambda fact: isinstance(fact, f.MeasureAnswered) and fact.instrument == "phq9",
    "suicide screen": lambda fact: isinstance(fact, f.MeasureAnswered) and fact.instrument.startswith("cssrs"),
    "history of aneurysm": lambda fact: isinstance(fact, f.HistoryAnswered) and fact.item == "aneurysmal_vascular_disease",
    "history of psychosis": lambda fact: isinstance(fact, f.HistoryAnswered) and fact.item == "current_psychosis",
    "escort": lambda fact: isinstance(fact, f.HistoryAnswered) and fact.item == "escort_arranged",
}


@pytest.mark.parametrize("name", NEEDED)
def test_without_a_critical_input_the_dose_gate_stays_closed(name: str) -> None:
    story, is_missing = ready(), NEEDED[name]
    without = [record for record in story.records if not is_missing(record.fact)]
    assert len(without) < len(story.records), "the story tells it"

    assert opens(story.records, story.now)
    assert not opens(without, story.now)


@pytest.mark.parametrize("item", sorted({"new_medicines_or_allergies", "sedative_or_stimulant_24h", "alcohol_or_drugs_24h", "mania_or_psychosis_signs",
                                         "urinary_symptoms", "unreviewed_adverse_event", "oedema"}))  # fmt: skip
def test_a_question_of_the_check_in_nobody_asked_keeps_the_gate_closed(item: str) -> None:
    """Pregnancy is left out: this patient's history says that it cannot be."""
    story = ready()
    told = [
        replace(record, fact=replace(record.fact, **{item: f.Answer.UNKNOWN}))
        if isinstance(record.fact, f.CheckedIn)
        else record
        for record in story.records
    ]

    assert not opens(told, story.now)


@SLOW
@given(st.data())
def test_no_facts_open_the_dose_gate_while_a_critical_input_is_missing(data: st.DataObject) -> None:
    """Any part of a course, in which facts are left out, moved in time, or said by another person."""
    story = data.draw(st.sampled_from([ready(1), ready(2)]))
    left_out = data.draw(st.sets(st.integers(0, len(story.records) - 1), max_size=6))
    moved = data.draw(st.dictionaries(st.integers(0, len(story.records) - 1), st.integers(1, 400), max_size=4))
    roles = data.draw(
        st.dictionaries(st.integers(0, len(story.records) - 1), st.sampled_from(["therapist", "patient", ""]), max_size=3)
    )
    records = [
        replace(
            record, at=record.at - timedelta(days=moved.get(place, 0)), recorded_at=record.recorded_at - timedelta(days=moved.get(place, 0)),
            by_role=roles.get(place, record.by_role),
        )
        for place, record in enumerate(story.records) if place not in left_out
    ]  # fmt: skip
    now = story.now + timedelta(minutes=data.draw(st.integers(0, 600)))

    if opens(records, now):
        assert not critical_inputs_missing(records, now, story)
        kinds = {type(record.fact) for record in records}
        assert kinds >= {
            f.IdentityVerified, f.EvaluationDone, f.EligibilityDecided, f.TherapistMatched, f.ConsentGiven, f.ConsentCountersigned, f.GoalSet,
            f.PreparationDone, f.CheckedIn, f.SettingChecked, f.OrderSigned, f.DoseChecked,
        }  # fmt: skip


@SLOW
@given(st.data())
def test_facts_in_any_jumble_never_open_the_gate_by_themselves(data: st.DataObject) -> None:
    """Facts drawn from anywhere in a whole course, said at any time, in any order."""
    pool = whole().records
    chosen = data.draw(st.lists(st.sampled_from(range(len(pool))), max_size=60, unique=True))
    times = data.draw(st.lists(st.integers(0, 60 * 24 * 90), min_size=len(chosen), max_size=len(chosen)))
    records = [
        replace(pool[place], at=MONDAY + timedelta(minutes=at), recorded_at=MONDAY + timedelta(minutes=at))
        for place, at in zip(chosen, times, strict=True)
    ]

    assert not opens(records, MONDAY + timedelta(days=91))


@SLOW
@given(st.data())
def test_the_order_in_which_facts_arrive_changes_nothing(data: st.DataObject) -> None:
    """The same facts, true at the same moments, delivered in another order. Those of one moment were said together and keep theirs."""
    story = data.draw(st.sampled_from([ready(), whole()]))
    moments = sorted({record.at for record in story.records})
    rank = dict(zip(moments, data.draw(st.permutations(range(len(moments)))), strict=True))
    delivered = sorted(story.records, key=lambda record: (rank[record.at], record.sequence))
    numbered = [replace(record, sequence=place) for place, record in enumerate(delivered, start=1)]

    assert assess(PROTOCOL, Facts(numbered), story.now) == assess(PROTOCOL, Facts(story.records), story.now)


def conclusions(assessment: Assessment) -> object:
    """Everything but the moment itself and sentences, which may count minutes."""
    return (
        assessment.stage,
        [(x.key, x.level, x.owner, x.due, x.waits_for, x.facts, x.overridden_by) for x in assessment.findings],
        [(gate.id, gate.session, [finding.key for finding in gate.closed_by]) for gate in assessment.gates],
        [(due.id, due.state, due.opens_at, due.due_at) for due in assessment.due],
        [(step.stage, step.state, step.detail) for step in assessment.ribbon],
        assessment.sessions,
    )


@SLOW
@given(st.data())
def test_nothing_changes_before_the_moment_that_was_announced(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from([ready(), ready(2), whole()]))
    upto = data.draw(st.integers(3, len(story.records)))
    records = story.records[:upto]
    now = records[-1].at + timedelta(seconds=data.draw(st.integers(0, 3 * 86_400)))
    first = assess(PROTOCOL, Facts(records), now)
    horizon = first.next_change_at or now + timedelta(days=400)
    assume(horizon - now > timedelta(seconds=1))

    later = now + timedelta(seconds=data.draw(st.integers(1, max(1, int((horizon - now).total_seconds()) - 1))))
    second = assess(PROTOCOL, Facts(records), later)

    assert conclusions(first) == conclusions(second)


def test_an_assessment_of_a_whole_course_is_quick() -> None:
    story = whole()
    facts = Facts(story.records)
    assess(PROTOCOL, facts, story.now)
    started = perf_counter()
    for _ in range(5):
        assess(PROTOCOL, Facts(story.records), story.now)

    assert (perf_counter() - started) / 5 < 0.1, "a tenth of a second is far more than it needs"
