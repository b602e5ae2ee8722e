"""Sessions told minute by minute: what the rules say, what they ask for, and until when."""

from datetime import timedelta

import pytest

from kapstone.facts import (
    Answer,
    Discharged,
    DoseStopped,
    EscortArrived,
    MeasureAnswered,
    NextDayContacted,
    Record,
    Route,
)
from kapstone.findings import Finding, Level, Override, Role
from kapstone.rules import Moment, all_rules, rules_for
from kapstone.rules.session import LISTENED_TO, card, cards, early_leave_needs
from kapstone.rules.session._story import (
    DAY,
    SESSION,
    T0,
    adverse_event,
    bp,
    check_in,
    dose,
    event,
    record_id,
    state,
    story,
    vitals,
)
from kapstone.rules.session._suicidality import cssrs


def judged(rule: str, *told: object, **chart: object) -> Finding:
    (finding,) = all_rules()[rule].judge(story(*told, **chart))  # type: ignore[arg-type]
    return finding


def test_171_over_104_twenty_five_minutes_into_an_infusion_is_amber_and_repeated_in_five_minutes() -> None:
    finding = judged("MON-A1", (-5, bp(126, 80)), dose(), (25, bp(171, 104)), now=26)

    assert finding.level is Level.CAUTION
    assert finding.value == "171/104"
    assert "25 min after the dose" in finding.because
    assert "Repeat within 5 min" in finding.act
    assert finding.due == T0 + timedelta(minutes=27), "someone answers an amber alarm within two minutes"
    assert finding.changes_at == T0 + timedelta(minutes=30), "then the silence is part of it"


def test_an_amber_pressure_that_nobody_repeats_says_so() -> None:
    finding = judged("MON-A1", dose(), (25, bp(171, 104)), now=34)

    assert finding.level is Level.CAUTION
    assert "overdue by 4 min" in finding.because


def test_a_protocol_may_set_another_limit() -> None:
    told = (dose(), (25, bp(158, 92)))

    assert judged("MON-A1", *told).level is Level.CLEAR
    assert judged("MON-A1", *told, limits={"MON-A1": {"systolic_mmhg": 150}}).level is Level.CAUTION


def test_a_red_pressure_is_answered_in_thirty_seconds_and_says_what_to_do_first() -> None:
    finding = judged("MON-A3", dose(), (25, bp(184, 108)), (28, bp(186, 112)), now=28)

    assert finding.level is Level.STOP
    assert finding.due == T0 + timedelta(minutes=28, seconds=30)
    assert finding.act.startswith("Stop the drug")


def test_an_alarm_that_has_passed_stays_as_a_note_until_it_is_recorded() -> None:
    told = [(-5, bp(126, 80)), dose(), (25, bp(171, 104)), (30, bp(138, 84))]

    before = judged("MON-A1", *told, now=31)
    after = judged("MON-A1", *told, (31, adverse_event("Hypertension")), now=32)

    assert before.level is after.level is Level.NOTE
    assert before.act == "Record it as an adverse event."
    assert after.act == ""


def test_one_pressure_out_of_range_before_the_dose_is_repeated_in_ten_to_fifteen_minutes() -> None:
    finding = judged("MON-P1", (-5, bp(148, 88)), now=0)

    assert finding.level is Level.HOLD
    assert finding.owner is Role.MONITOR
    assert "reading 1 of at most 3" in finding.because
    assert finding.due == T0 + timedelta(minutes=10)


def test_after_three_readings_out_of_range_a_prescriber_decides() -> None:
    finding = judged("MON-P1", (-35, bp(148, 88)), (-20, bp(150, 88)), (-5, bp(146, 88)), now=0)

    assert finding.level is Level.HOLD
    assert finding.owner is Role.PRESCRIBER
    assert finding.override is Override.PRESCRIBER


def test_a_pressure_that_cancels_takes_two_clinicians_to_set_aside() -> None:
    finding = judged("MON-P1", (-25, bp(172, 88)), (-5, bp(130, 80)), now=0)

    assert finding.level is Level.STOP
    assert finding.override is Override.TWO_CLINICIANS


def test_a_false_cancelling_reading_marked_as_artefact_is_not_heard() -> None:
    assert judged("MON-P1", (-25, bp(172, 88, is_artefact=True)), (-5, bp(130, 80)), now=0).level is Level.CLEAR


def test_readings_of_another_day_or_session_do_not_open_the_gate() -> None:
    from kapstone.facts import VitalsTaken

    screening = VitalsTaken(systolic_mmhg=120, diastolic_mmhg=76)

    assert judged("MON-P1", (-5, screening), now=0).level is Level.UNKNOWN


def test_the_fasting_gate_says_when_it_will_open() -> None:
    finding = judged("DELTA-FASTING", (-30, check_in(last_food_at=T0 - timedelta(hours=4))), now=0)

    assert finding.level is Level.HOLD
    assert finding.changes_at == T0 + timedelta(hours=2)
    assert judged("DELTA-FASTING", (-30, check_in(last_food_at=T0 - timedelta(hours=4))), now=120).level is Level.CLEAR


def test_the_stricter_fasting_holds_while_the_route_is_not_known() -> None:
    told = (-30, check_in(last_food_at=T0 - timedelta(hours=4), nasal_spray_1h=Answer.NO))

    assert judged("DELTA-FASTING", told, now=0, route=None).level is Level.HOLD
    assert judged("DELTA-FASTING", told, now=0, route=Route.NASAL).level is Level.CLEAR


def test_a_decongestant_holds_a_nasal_dose_until_an_hour_after_check_in() -> None:
    told = (-30, check_in(nasal_spray_1h=Answer.YES))
    finding = judged("DELTA-FASTING", told, now=0, route=Route.NASAL)

    assert finding.level is Level.HOLD
    assert finding.changes_at == T0 + timedelta(minutes=30)
    assert judged("DELTA-FASTING", told, now=30, route=Route.NASAL).level is Level.CLEAR
    assert judged("DELTA-FASTING", told, now=0, route=Route.IV).level is Level.CLEAR


def test_a_high_risk_that_nobody_followed_up_is_not_undone_by_a_later_screener() -> None:
    finding = judged("MON-P9", cssrs(-7 * DAY, 1, 1, 1, 1, 0, 0), cssrs(-30, 0, 0, 0, 0, 0, 0), now=0)

    assert finding.level is Level.URGENT
    assert finding.override is Override.NEVER


def test_a_patient_may_go_when_the_observation_is_over_and_is_told_when() -> None:
    waiting = judged("DIS-D1", dose(), now=90)

    assert waiting.level is Level.HOLD
    assert waiting.changes_at == T0 + timedelta(minutes=160)
    assert judged("DIS-D1", dose(), now=160).level is Level.CLEAR


def test_the_observation_counts_from_when_the_infusion_really_ended() -> None:
    late_end = (70, DoseStopped(session=SESSION, dose=record_id(0), given_mg=35))

    assert judged("DIS-D1", dose(), late_end, now=160).changes_at == T0 + timedelta(minutes=190)


def test_everything_but_the_signature_can_be_met() -> None:
    aldrete = MeasureAnswered(instrument="aldrete", instrument_version="1", answers={}, total_only=10, session=SESSION)
    from kapstone.facts import InstructionsGiven, RecoveryAssessed

    fine = dict.fromkeys(
        ("oriented", "steady_gait", "nausea_controlled", "fluids_tolerated", "dissociation_resolved"), Answer.YES
    )
    whole = vitals(systolic_mmhg=122, diastolic_mmhg=78, spo2_percent=97, respiratory_rate_per_min=14, heart_rate_per_min=72)
    chart = story(
        (-30, check_in()), cssrs(-30, 0, 0, 0, 0, 0, 0), (-5, bp(120, 76)), dose(), (60, bp(140, 84)), (150, whole),
        (150, state(moaas=5)), (150, aldrete), (151, RecoveryAssessed(session=SESSION, **fine)),
        (152, EscortArrived(session=SESSION, name="Robin Vale", signature="R. Vale")),
        (153, InstructionsGiven(session=SESSION, document="discharge_instructions")), now=161,
    )  # fmt: skip

    open_ones = [finding for rule in rules_for(Moment.DISCHARGE) for finding in rule.judge(chart) if finding.level > Level.NOTE]

    assert [finding.rule for finding in open_ones] == ["DIS-D11"]


def test_leaving_early_still_needs_form_escort_call_and_contact() -> None:
    left = Discharged(
        session=SESSION, assessment="Insists on leaving.", signature="Mira", against_advice=True, prescriber_informed=True
    )
    escort = EscortArrived(session=SESSION, name="Robin Vale", signature="R. Vale")
    called = NextDayContacted(session=SESSION, reached=True, feels_safe=Answer.YES)

    assert len(early_leave_needs(story(dose(), now=50))) == 4
    assert early_leave_needs(story(dose(), (50, escort), (51, left), now=60)) == ("contact with the patient on the next day",)
    assert early_leave_needs(story(dose(), (50, escort), (51, left), (DAY, called), now=DAY + 1)) == ()


def test_not_feeling_safe_on_the_day_after_is_urgent_and_names_the_session() -> None:
    call = NextDayContacted(session=SESSION, reached=True, feels_safe=Answer.NO)
    finding = judged("FOLLOW-SAFETY", dose(), (DAY, call), now=DAY + 1, session=None)

    assert finding.level is Level.URGENT
    assert finding.subject == str(SESSION)


def test_a_correction_takes_an_alarm_back() -> None:
    chart = story((-5, bp(120, 76)), dose(), (25, bp(171, 104)), now=26)
    wrong = next(record for record in chart.facts if record.id == record_id(2))
    right = Record(id=record_id(50), fact=bp(131, 84), at=wrong.at, recorded_at=chart.now, corrects=wrong.id)

    from dataclasses import replace

    (finding,) = all_rules()["MON-A1"].judge(replace(chart, facts=chart.facts.plus(right)))
    assert finding.level is Level.CLEAR


def test_what_follows_the_discharge_no_longer_changes_the_session() -> None:
    left = (130, Discharged(session=SESSION, assessment="Awake.", signature="Mira"))
    told = [(-5, bp(120, 76)), dose(), (25, bp(131, 84)), (125, bp(124, 78)), left]

    assert judged("MON-A1", *told, now=131).level is judged("MON-A1", *told, now=3 * DAY).level is Level.CLEAR


@pytest.mark.parametrize("entry", cards(), ids=lambda entry: entry.id)
def test_a_card_says_what_to_do_first_and_then(entry: object) -> None:
    assert entry is card(entry.id)  # type: ignore[attr-defined]
    assert entry.first  # type: ignore[attr-defined]
    assert entry.then  # type: ignore[attr-defined]
    assert set(entry.events) <= set(LISTENED_TO)  # type: ignore[attr-defined]


def test_every_word_of_alarm_raises_some_rule() -> None:
    silent = {"calm", "emergency over"}
    for word in set(LISTENED_TO) - silent:
        chart = story((-5, bp(120, 76)), dose(), (20, bp(124, 78, heart_rate_per_min=80)), (21, event(word)), now=22)
        found = [finding for rule in rules_for(Moment.IN_SESSION) for finding in rule.judge(chart)]
        assert any(finding.level >= Level.CAUTION and finding.level is not Level.UNKNOWN for finding in found), word


@pytest.mark.parametrize(
    "word, rule", [("seizure", "MON-A12"), ("stridor", "MON-A13"), ("anaphylaxis", "MON-A14"), ("apnoea", "MON-A7")]
)
def test_after_an_emergency_no_more_drug_is_given_in_that_session(word: str, rule: str) -> None:
    told = [dose(), (20, event(word)), (24, event("emergency over")), (25, vitals(respiratory_rate_per_min=14))]

    during = judged(rule, *told[:2], now=21)
    over = judged(rule, *told, now=26)
    recorded = judged(rule, *told, (26, adverse_event(word, 4, serious=True)), now=27)

    assert during.level is Level.URGENT
    assert during.override is Override.NEVER
    assert over.level is recorded.level is Level.HOLD
    assert over.waits_for == ("adverse event",)
    assert recorded.waits_for == ()
