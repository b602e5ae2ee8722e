"""Alma's medicines, told one at a time: what is asked, what is blocked, and what nobody needs to stop."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Answer, Facts, MedicationListed, MedicationsReconciled, Record
from kapstone.findings import Finding, Level, Override, worst
from kapstone.rules import all_rules
from kapstone.rules.interactions import all_interactions
from kapstone.rules.report import screen
from kapstone.rules.session._story import T0, check_in, story
from library.rules.screening.described import alma, read, report


def takes(*lines: str | dict[str, Any], **changes: Any) -> dict[str, Any]:  # Any: a description
    listed = [{"name": line} if isinstance(line, str) else line for line in lines]
    return (
        alma(medications=listed, medications_reconciled={"count": sum(each.get("is_taken", True) for each in listed)}) | changes
    )


def found(body: dict[str, Any]) -> dict[str, Finding]:  # Any: a description
    """What medicines led to, beyond CLEAR."""
    return {
        each.rule: each for each in report(body).findings if each.rule.startswith(("DI-", "RX-")) and each.level > Level.CLEAR
    }


def test_a_daily_benzodiazepine_is_added_up_and_never_stopped_abruptly() -> None:
    told = found(takes("clonazepam 1 mg bid"))

    assert told["RX-01"].level is Level.CAUTION
    assert told["RX-01"].value == "40 mg"
    assert told["RX-01"].limit == "8 mg"
    assert told["DI-01"].level is Level.CAUTION
    assert "Never stop it abruptly" in told["DI-01"].act
    assert not report(takes("clonazepam 1 mg bid")).blocks_dose


def test_two_benzodiazepines_are_one_sum() -> None:
    assert found(takes("diazepam 5 mg daily", "lorazepam 0.25 mg qhs"))["RX-01"].level is Level.NOTE
    assert found(takes("diazepam 5 mg daily", "lorazepam 0.5 mg qhs"))["RX-01"].level is Level.CAUTION


def test_a_benzodiazepine_as_needed_leaves_the_sum_unknown() -> None:
    told = found(takes("lorazepam 1 mg prn"))

    assert told["RX-01"].level is Level.UNKNOWN
    assert told["RX-01"].override is Override.NEVER


def test_an_opioid_is_reviewed_in_the_clinic_and_blocked_at_home() -> None:
    here, at_home = (
        found(takes("Percocet 5/325 prn"))["DI-03"],
        found(takes("Percocet 5/325 prn", place="home", route="sublingual"))["DI-03"],
    )

    assert here.level is Level.REVIEW
    assert here.override is Override.PRESCRIBER
    assert "naloxone" in here.act
    assert at_home.level is Level.STOP
    assert at_home.override is Override.TWO_CLINICIANS


def test_an_opioid_treatment_is_not_stopped_for_ketamine() -> None:
    told = found(takes("Suboxone 8/2 daily"))

    assert told["DI-04"].level is Level.REVIEW
    assert "Do not stop it" in told["DI-04"].act
    assert "DI-03" not in told
    assert "DI-05" not in told, "its naloxone is no treatment with an antagonist"


def test_theophylline_blocks() -> None:
    told = found(takes("Theo-24 300 mg daily"))["DI-12"]

    assert told.level is Level.STOP
    assert report(takes("Theo-24 300 mg daily")).level is Level.STOP


@pytest.mark.parametrize(
    "line, rule",
    [
        ("Lamictal 200 mg daily", "DI-18"),
        ("lithium 900 mg daily", "DI-19"),
        ("Zoloft 100 mg qd", "DI-22"),
        ("lisinopril 10 mg daily", "DI-27"),
    ],
)
def test_nobody_stops_what_need_not_be_stopped(line: str, rule: str) -> None:
    told = found(takes(line))

    assert {each.level for each in told.values()} == {Level.NOTE}
    assert "stop" not in told[rule].act.casefold().replace("do not stop", "")
    assert report(takes(line)).level is Level.NOTE
    assert not report(takes(line)).blocks_dose


@pytest.mark.parametrize(
    "route, level", [("sublingual", Level.REVIEW), ("oral", Level.REVIEW), ("iv", Level.CAUTION), ("im", Level.CAUTION)]
)
def test_a_strong_inhibitor_matters_most_to_what_is_swallowed(route: str, level: Level) -> None:
    assert found(takes("clarithromycin 500 mg bid", route=route))["DI-14"].level is level


def test_without_a_route_what_depends_on_it_is_unknown() -> None:
    body = takes("clarithromycin 500 mg bid")
    del body["route"]

    told = found(body)["DI-14"]

    assert told.level is Level.UNKNOWN
    assert told.waits_for == ("route",)


def test_a_list_nobody_went_through_is_unknown() -> None:
    told = found(alma(medications=[{"name": "sertraline"}], medications_reconciled=None))

    assert {told["RX-01"].level, told["RX-02"].level} == {Level.UNKNOWN}
    assert told["RX-02"].waits_for == ("medication list gone through",)


def test_a_list_that_holds_less_than_was_gone_through_is_not_complete() -> None:
    told = found(takes("sertraline", medications_reconciled={"count": 3}))

    assert told["RX-02"].level is Level.UNKNOWN
    assert "3 medicines were gone through with the patient, and the list holds 1." in told["RX-02"].because


@pytest.mark.parametrize("line", ["omeprazole 20 mg", "sertaline 50 mg", "some pill for sleep", "stopped Zoloft last week"])
def test_a_medicine_that_is_not_certain_is_asked_about_and_never_clear(line: str) -> None:
    told = found(takes(line))

    assert told["RX-02"].level is Level.UNKNOWN
    assert told["RX-01"].level is Level.UNKNOWN, "it may be a benzodiazepine"
    assert told["RX-02"].act
    assert told["RX-02"].override is Override.NEVER


def test_what_a_clinician_looked_up_is_a_note() -> None:
    told = found(takes({"name": "omeprazole", "looked_up": "No interaction in its label"}))

    assert {each.level for each in told.values()} == {Level.NOTE}
    assert "No interaction in its label." in told["RX-02"].because


def test_what_somebody_else_looked_up_does_not_count() -> None:
    patient = read(takes({"name": "omeprazole", "looked_up": "I think it is fine"}))
    from dataclasses import replace

    records = [
        replace(each, by_role="patient") if isinstance(each.fact, MedicationListed) else each for each in patient.facts.history
    ]

    levels = {each.rule: each.level for each in screen(replace(patient, facts=Facts(records)).chart()).findings}

    assert levels["RX-02"] is Level.UNKNOWN


def test_severe_interactions_are_counted_once_and_set_aside_once() -> None:
    told = found(takes("oxycodone 5 mg q6h", "Theo-24"))

    assert told["RX-02"].level is Level.NOTE
    assert "oxycodone" in told["RX-02"].because
    assert "DI-12" in told["RX-02"].because
    assert [each.rule for each in report(takes("oxycodone 5 mg q6h")).findings if each.blocks_dose] == ["DI-03"]


def test_ketamine_from_elsewhere_is_a_double() -> None:
    assert found(takes("Spravato 84 mg weekly"))["DI-36"].level is Level.STOP
    assert found(takes("ketamine troche 100 mg"))["DI-36"].level is Level.HOLD
    assert found(takes("ketamine troche 100 mg", drug="esketamine", route="nasal"))["DI-36"].level is Level.STOP


def test_a_street_stimulant_stops_and_says_until_when() -> None:
    body = takes({"name": "MDMA", "last_taken_at": "2026-11-20T15:00:00Z"})

    stopped = found(body)["DI-33"]
    later = found(body | {"as_of": "2026-11-24T15:00:00Z"})["DI-33"]

    assert stopped.level is Level.STOP
    assert stopped.changes_at is not None
    assert stopped.changes_at.isoformat() == "2026-11-23T15:00:00+00:00"
    assert later.level is Level.REVIEW
    assert found(takes("MDMA"))["DI-33"].level is Level.STOP


def test_a_protocol_may_set_its_own_hours() -> None:
    patient = read(takes({"name": "psilocybin", "last_taken_at": "2026-11-12T15:00:00Z"}))

    usual = screen(patient.chart())
    shorter = screen(patient.chart(limits={"DI-34": {"apart_h": 168}}))

    assert next(each.level for each in usual.findings if each.rule == "DI-34") is Level.HOLD
    assert next(each.level for each in shorter.findings if each.rule == "DI-34") is Level.CAUTION


def test_what_is_no_longer_taken_says_nothing() -> None:
    assert found(takes({"name": "oxycodone", "is_taken": False})) == {}


_LINES = st.lists(
    st.sampled_from(["Zoloft", "oxycodone", "Theo-24", "lorazepam prn", "zanax", "omeprazole", "lithium", "grapefruit juice", "Auvelity", "Spravato"]),
    max_size=4, unique=True,
)  # fmt: skip


@given(lines=_LINES, more=st.sampled_from(["oxycodone 5 mg", "zanax", "diazepam 20 mg daily", "cocaine"]))
def test_one_more_medicine_never_makes_the_list_better(lines: list[str], more: str) -> None:
    before = [each for each in report(takes(*lines)).findings if each.rule.startswith(("DI-", "RX-"))]
    after = [each for each in report(takes(*dict.fromkeys([*lines, more]))).findings if each.rule.startswith(("DI-", "RX-"))]

    assert worst(after) >= worst(before)


@given(lines=_LINES)
def test_every_finding_about_medicines_has_its_own_key(lines: list[str]) -> None:
    keys = [each.key for each in report(takes(*lines)).findings]

    assert len(keys) == len(set(keys))


def apart(*facts: tuple[float, Any], **chart: Any) -> tuple[Finding, ...]:  # Any: facts told, and the chart's fields
    return all_rules()["DELTA-APART"].judge(story((-60, MedicationsReconciled(count=1)), *facts, now=0, **chart))


def test_before_a_dose_the_time_since_an_as_needed_sedative_is_asked() -> None:
    prn = (-90, MedicationListed(name="lorazepam 1 mg prn"))
    this_morning = (-90, MedicationListed(name="lorazepam 1 mg prn", last_taken_at=T0 - timedelta(hours=5)))

    asked = apart(prn, (-30, check_in(sedative_or_stimulant_24h=Answer.UNKNOWN)))
    denied = apart(prn, (-30, check_in()))
    early = apart(this_morning, (-30, check_in()))

    assert [each.level for each in asked] == [Level.UNKNOWN]
    assert asked[0].blocks_dose
    assert [each.level for each in denied] == [Level.CLEAR]
    assert [each.level for each in early] == [Level.HOLD]
    assert early[0].due == T0 + timedelta(hours=7)


def test_a_long_acting_one_is_kept_apart_longer() -> None:
    told = [
        (-90, MedicationListed(name=name, as_needed=True, last_taken_at=T0 - timedelta(hours=14)))
        for name in ("lorazepam", "diazepam")
    ]

    levels = {each.subject.rsplit(":", 1)[1]: each.level for each in apart(*told, (-30, check_in()))}

    assert levels == {"lorazepam": Level.CLEAR, "diazepam": Level.HOLD}


def test_an_answer_about_one_day_says_nothing_about_two() -> None:
    (about,) = apart((-90, MedicationListed(name="Delsym")), (-30, check_in()))

    assert about.level is Level.UNKNOWN


def test_every_interaction_that_is_kept_apart_is_asked_before_a_dose() -> None:
    for each in all_interactions().values():
        if each.apart is not None and not each.apart.routes:
            name = min(each.ingredients)
            told = apart(
                (-90, MedicationListed(name=name, as_needed=True)),
                (-30, check_in(sedative_or_stimulant_24h=Answer.UNKNOWN, alcohol_or_drugs_24h=Answer.UNKNOWN)),
            )
            assert any(found.level > Level.CLEAR and each.id in found.subject for found in told), each.id


def test_a_record_of_the_list_keeps_its_identity() -> None:
    body = takes("oxycodone 5 mg q6h")

    (told,) = [each for each in report(body).findings if each.rule == "DI-03"]

    assert told.key == "DI-03:oxycodone 5 mg q6h"
    assert isinstance(read(body).facts.get(told.facts[0]), Record)
