"""Every threshold before, during and after a dose, with its boundaries: one line each, as a clinician would check them."""

import pytest

from kapstone.facts import Answer, CheckedIn, MeasureAnswered, StateObserved
from kapstone.findings import Level, worst
from kapstone.rules import all_rules
from kapstone.rules.session._bedside import recovery
from kapstone.rules.session._story import (
    SESSION,
    Told,
    adverse_event,
    bp,
    check_in,
    dose,
    event,
    state,
    story,
    vitals,
)
from kapstone.rules.session._suicidality import cssrs

CLEAR, NOTE, CAUTION, UNKNOWN, REVIEW, HOLD, STOP, URGENT = Level


def judged(rule: str, *told: Told, now: float) -> Level:
    return worst(all_rules()[rule].judge(story(*told, now=now)))


def pulse(rate: float) -> Told:
    return -5, vitals(heart_rate_per_min=rate)


def oxygen(percent: float, litres: float = 0) -> Told:
    return -5, vitals(spo2_percent=percent, oxygen_litres_per_min=litres)


def breaths(rate: float) -> Told:
    return -5, vitals(respiratory_rate_per_min=rate)


def warmth(celsius: float) -> Told:
    return -5, vitals(temperature_celsius=celsius)


def before(*readings: tuple[float, float]) -> list[Told]:
    """Blood pressures ten minutes apart, the last one five minutes before the dose."""
    return [(-5 - 10 * (len(readings) - 1 - index), bp(*reading)) for index, reading in enumerate(readings)]


PRE_DOSE: tuple[tuple[str, list[Told], Level], ...] = (
    # P1 systolic: at most 140 passes, 141 to 160 is repeated, above 160 or with symptoms cancels
    ("MON-P1", before((140, 80)), CLEAR),
    ("MON-P1", before((141, 80)), HOLD),
    ("MON-P1", before((160, 80)), HOLD),
    ("MON-P1", before((161, 80)), STOP),
    ("MON-P1", [(-5, bp(120, 80, "chest pain"))], STOP),
    ("MON-P1", [(-5, bp(150, 80, "severe headache"))], STOP),
    ("MON-P1", before((150, 80), (138, 80)), CLEAR),
    ("MON-P1", before((150, 80), (150, 80)), HOLD),
    ("MON-P1", before((150, 80), (150, 80), (150, 80)), HOLD),
    ("MON-P1", [(-9, bp(150, 80)), (-5, bp(138, 80))], HOLD),
    ("MON-P1", before((165, 80), (130, 80)), STOP),
    ("MON-P1", [(-15, bp(165, 80, is_artefact=True)), (-5, bp(130, 80))], CLEAR),
    ("MON-P1", [(-31, bp(130, 80))], UNKNOWN),
    ("MON-P1", [(-30, bp(130, 80))], CLEAR),
    # P2 diastolic: at most 90, 91 to 100, above 100
    ("MON-P2", before((130, 90)), CLEAR),
    ("MON-P2", before((130, 91)), HOLD),
    ("MON-P2", before((130, 100)), HOLD),
    ("MON-P2", before((130, 101)), STOP),
    # P3 low systolic: at least 90, 80 to 89, below 80
    ("MON-P3", before((90, 60)), CLEAR),
    ("MON-P3", before((89, 60)), HOLD),
    ("MON-P3", before((80, 60)), HOLD),
    ("MON-P3", before((79, 60)), STOP),
    # P4 heart rate: 50 to 100; 45 to 49 and 101 to 110 are repeated; below 45 and above 120 cancel.
    # Nothing is published for 111 to 120: no dose there either, but it may settle, so it is repeated.
    ("MON-P4", [pulse(50)], CLEAR),
    ("MON-P4", [pulse(100)], CLEAR),
    ("MON-P4", [pulse(49)], HOLD),
    ("MON-P4", [pulse(45)], HOLD),
    ("MON-P4", [pulse(44)], STOP),
    ("MON-P4", [pulse(101)], HOLD),
    ("MON-P4", [pulse(110)], HOLD),
    ("MON-P4", [pulse(111)], HOLD),
    ("MON-P4", [pulse(120)], HOLD),
    ("MON-P4", [pulse(121)], STOP),
    # P5 oxygen on room air: at least 95, 92 to 94, below 92
    ("MON-P5", [oxygen(95)], CLEAR),
    ("MON-P5", [oxygen(94)], HOLD),
    ("MON-P5", [oxygen(92)], HOLD),
    ("MON-P5", [oxygen(91)], STOP),
    ("MON-P5", [oxygen(99, litres=2)], STOP),
    # P6 breathing: 10 to 20; 8, 9 and 21 to 24; beyond
    ("MON-P6", [breaths(10)], CLEAR),
    ("MON-P6", [breaths(20)], CLEAR),
    ("MON-P6", [breaths(9)], HOLD),
    ("MON-P6", [breaths(8)], HOLD),
    ("MON-P6", [breaths(7)], STOP),
    ("MON-P6", [breaths(21)], HOLD),
    ("MON-P6", [breaths(24)], HOLD),
    ("MON-P6", [breaths(25)], STOP),
    # P7 temperature: below 37.8, 37.8 to 38.2, above; or an infection
    ("MON-P7", [warmth(37.7)], CLEAR),
    ("MON-P7", [warmth(37.8)], HOLD),
    ("MON-P7", [warmth(38.2)], HOLD),
    ("MON-P7", [warmth(38.3)], STOP),
    ("DELTA-INFECTION", [(-30, check_in(infection_signs=Answer.YES))], STOP),
    ("DELTA-INFECTION", [(-30, check_in())], CLEAR),
    ("DELTA-INFECTION", [(-30, check_in(infection_signs=Answer.UNKNOWN))], UNKNOWN),
    # P8 wakefulness
    ("MON-P8", [(-5, state(moaas=5))], CLEAR),
    ("MON-P8", [(-5, state(moaas=4))], HOLD),
    ("MON-P8", [(-5, state(moaas=3))], STOP),
    ("MON-P8", [(-5, state(moaas=0))], STOP),
    # P9 suicide screener since the last contact
    ("MON-P9", [cssrs(-30, 0, 0, 0, 0, 0, 0)], CLEAR),
    ("MON-P9", [cssrs(-30, 1, 0, 0, 0, 0, 0)], CLEAR),
    ("MON-P9", [cssrs(-30, 1, 1, 0, 0, 0, 0)], CLEAR),
    ("MON-P9", [cssrs(-30, 1, 1, 1, 0, 0, 0)], REVIEW),
    ("MON-P9", [cssrs(-30, 1, 1, 1, 1, 0, 0)], URGENT),
    ("MON-P9", [cssrs(-30, 1, 1, 1, 0, 1, 0)], URGENT),
    ("MON-P9", [cssrs(-30, 0, 0, 0, 0, 0, 1)], URGENT),
    ("MON-P9", [cssrs(-30, 0, 0, 0, 0, 0, None)], UNKNOWN),
    # P10 the check-in
    ("MON-P10", [(-30, check_in())], CLEAR),
    ("MON-P10", [(-13 * 60, check_in())], UNKNOWN),
    ("MON-P10", [], UNKNOWN),
)

CALM: Told = (-5, bp(120, 76))


def infusing(*told: Told) -> list[Told]:
    return [CALM, dose(), *told]


IN_SESSION: tuple[tuple[str, list[Told], float, Level], ...] = (
    # A1 165 or 100 is amber; again within five minutes
    ("MON-A1", infusing((25, bp(164, 99))), 26, CLEAR),
    ("MON-A1", infusing((25, bp(165, 80))), 26, CAUTION),
    ("MON-A1", infusing((25, bp(130, 100))), 26, CAUTION),
    ("MON-A1", infusing((20, bp(165, 80)), (25, bp(165, 80))), 26, CAUTION),
    ("MON-A1", infusing((20, bp(165, 80)), (25, bp(150, 80))), 26, NOTE),
    ("MON-A1", infusing((20, bp(165, 80))), 56, UNKNOWN),
    ("MON-A1", infusing((20, bp(130, 80))), 55, CLEAR),
    ("MON-A1", infusing((20, bp(130, 80))), 56, UNKNOWN),
    # A2 a rise of 40 systolic and/or 25 diastolic
    ("MON-A2", infusing((25, bp(159, 100))), 26, CLEAR),
    ("MON-A2", infusing((25, bp(160, 80))), 26, CAUTION),
    ("MON-A2", infusing((25, bp(130, 101))), 26, CAUTION),
    ("MON-A2", infusing((25, bp(160, 101))), 26, CAUTION),
    ("MON-A2", [dose(), (25, bp(160, 101))], 26, UNKNOWN),
    # A3 180 or 110: once amber, confirmed red, any with symptoms red
    ("MON-A3", infusing((25, bp(179, 109))), 26, CLEAR),
    ("MON-A3", infusing((25, bp(180, 90))), 26, CAUTION),
    ("MON-A3", infusing((25, bp(150, 110))), 26, CAUTION),
    ("MON-A3", infusing((20, bp(180, 90)), (25, bp(180, 90))), 26, STOP),
    ("MON-A3", infusing((20, bp(180, 90)), (25, bp(150, 110))), 26, STOP),
    ("MON-A3", infusing((20, bp(180, 90)), (22, bp(179, 90)), (25, bp(180, 90))), 26, CAUTION),
    ("MON-A3", infusing((20, bp(180, 90)), (22, bp(150, 90, is_artefact=True)), (25, bp(180, 90))), 26, STOP),
    ("MON-A3", infusing((20, bp(180, 90, is_artefact=True)), (25, bp(180, 90))), 26, CAUTION),
    ("MON-A3", infusing((20, bp(180, 90)), (25, bp(179, 90))), 26, NOTE),
    ("MON-A3", infusing((25, bp(150, 110, "visual loss"))), 26, STOP),
    ("MON-A3", infusing((25, bp(150, 110)), (26, event("breathless"))), 27, STOP),
    # A4 180 or 120 with symptoms is an emergency at the first reading
    ("MON-A4", infusing((25, bp(180, 90, "chest pain"))), 26, URGENT),
    ("MON-A4", infusing((25, bp(150, 120, "breathless"))), 26, URGENT),
    ("MON-A4", infusing((25, bp(190, 100)), (26, event("weakness or slurred speech"))), 27, URGENT),
    ("MON-A4", infusing((25, bp(190, 100)), (26, event("severe headache"))), 27, URGENT),
    ("MON-A4", infusing((25, bp(190, 100)), (26, event("visual loss"))), 27, URGENT),
    ("MON-A4", infusing((25, bp(179, 119, "chest pain"))), 26, CAUTION),
    ("MON-A4", infusing((25, bp(190, 125))), 26, CLEAR),
    # A5 above 130, below 45, newly irregular
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=130))), 26, CLEAR),
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=131))), 26, STOP),
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=45))), 26, CLEAR),
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=44))), 26, STOP),
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=80)), (25, event("irregular pulse"))), 26, STOP),
    ("MON-A5", infusing((25, vitals(heart_rate_per_min=131)), (28, vitals(heart_rate_per_min=100))), 29, NOTE),
    # A6 below 92 amber, below 90 red, below 85 an emergency
    ("MON-A6", infusing((25, vitals(spo2_percent=92))), 26, CLEAR),
    ("MON-A6", infusing((25, vitals(spo2_percent=91))), 26, CAUTION),
    ("MON-A6", infusing((25, vitals(spo2_percent=90))), 26, CAUTION),
    ("MON-A6", infusing((25, vitals(spo2_percent=89))), 26, STOP),
    ("MON-A6", infusing((25, vitals(spo2_percent=85))), 26, STOP),
    ("MON-A6", infusing((25, vitals(spo2_percent=84))), 26, URGENT),
    # A7 fewer than 8 breaths red, no breath an emergency
    ("MON-A7", infusing((25, vitals(respiratory_rate_per_min=8))), 26, CLEAR),
    ("MON-A7", infusing((25, vitals(respiratory_rate_per_min=7))), 26, STOP),
    ("MON-A7", infusing((25, vitals(respiratory_rate_per_min=0))), 26, URGENT),
    ("MON-A7", infusing((25, event("apnoea"))), 26, URGENT),
    # A8 MOAA/S 3 amber, 2 and 1 red, 0 an emergency
    ("MON-A8", infusing((25, state(moaas=4))), 26, CLEAR),
    ("MON-A8", infusing((25, state(moaas=3))), 26, CAUTION),
    ("MON-A8", infusing((25, state(moaas=2))), 26, STOP),
    ("MON-A8", infusing((25, state(moaas=1))), 26, STOP),
    ("MON-A8", infusing((25, state(moaas=0))), 26, URGENT),
    # A9 distress from 7, CADSS-6 above 12
    ("MON-A9", infusing((25, state(distress_0_10=6))), 26, CLEAR),
    ("MON-A9", infusing((25, state(distress_0_10=7))), 26, CAUTION),
    (
        "MON-A9",
        infusing(
            (25, MeasureAnswered(instrument="cadss6", instrument_version="1", answers={}, total_only=12, session=SESSION))
        ),
        26,
        CLEAR,
    ),
    (
        "MON-A9",
        infusing(
            (25, MeasureAnswered(instrument="cadss6", instrument_version="1", answers={}, total_only=13, session=SESSION))
        ),
        26,
        CAUTION,
    ),
    # A10 vomiting once amber, twice ends the session
    ("MON-A10", infusing((25, event("vomiting"))), 26, CAUTION),
    ("MON-A10", infusing((20, event("vomiting")), (25, event("vomiting"))), 26, STOP),
    ("MON-A10", infusing((20, event("vomiting")), (22, adverse_event("vomiting")), (25, state(nausea_0_10=3))), 26, NOTE),
    # A11 agitation not settled in five minutes is red
    ("MON-A11", infusing((20, event("agitation"))), 24.9, CAUTION),
    ("MON-A11", infusing((20, event("agitation"))), 25, STOP),
    ("MON-A11", infusing((20, event("panic"))), 25, STOP),
    ("MON-A11", infusing((20, event("panic")), (23, event("calm"))), 25, NOTE),
    # A12 to A14 are emergencies until they are over
    ("MON-A12", infusing((25, event("seizure"))), 26, URGENT),
    ("MON-A12", infusing((25, event("seizure")), (27, event("emergency over"))), 28, HOLD),
    ("MON-A13", infusing((25, event("stridor"))), 26, URGENT),
    ("MON-A13", infusing((25, event("laryngospasm"))), 26, URGENT),
    ("MON-A14", infusing((25, event("anaphylaxis"))), 26, URGENT),
    # A15 still 140 or 90, or more than 20 above the baseline, when the patient could leave
    ("MON-A15", infusing((110, bp(139, 89))), 111, CLEAR),
    ("MON-A15", [(-5, bp(118, 70)), dose(), (110, bp(138, 89))], 111, CLEAR),
    ("MON-A15", [(-5, bp(118, 70)), dose(), (110, bp(139, 89))], 111, CAUTION),
    ("MON-A15", infusing((110, bp(140, 80))), 111, CAUTION),
    ("MON-A15", infusing((110, bp(130, 90))), 111, CAUTION),
    ("MON-A15", infusing(), 111, UNKNOWN),
)


def _aldrete(total: float) -> Told:
    return 110, MeasureAnswered(instrument="aldrete", instrument_version="1", answers={}, total_only=total, session=SESSION)


def _air(percent: float, rate: float, litres: float = 0) -> Told:
    return 110, vitals(spo2_percent=percent, respiratory_rate_per_min=rate, oxygen_litres_per_min=litres)


def _bedside(**answers: Answer) -> Told:
    return 110, recovery(**answers)


YES, NO = Answer.YES, Answer.NO

GOING_HOME: tuple[tuple[str, list[Told], float, Level], ...] = (
    # D1 the minimum observation: here 120 min from the end of an infusion of 40 min
    ("DIS-D1", infusing(), 159, HOLD),
    ("DIS-D1", infusing(), 160, CLEAR),
    # D2 within 20 % or 20 mmHg of the baseline, and falling
    ("DIS-D2", infusing((90, bp(150, 90)), (110, bp(144, 90))), 111, CLEAR),
    ("DIS-D2", infusing((90, bp(150, 90)), (110, bp(145, 90))), 111, HOLD),
    ("DIS-D2", infusing((90, bp(150, 99)), (110, bp(130, 97))), 111, HOLD),
    ("DIS-D2", infusing((90, bp(150, 99)), (110, bp(130, 96))), 111, CLEAR),
    ("DIS-D2", infusing((90, bp(122, 78)), (110, bp(128, 78))), 111, HOLD),
    ("DIS-D2", infusing((110, bp(122, 78))), 111, UNKNOWN),
    ("DIS-D2", [dose(), (90, bp(122, 78)), (110, bp(120, 78))], 111, HOLD),
    # D3 94 % on room air or as before; 10 to 20 breaths
    ("DIS-D3", infusing(_air(94, 10)), 111, CLEAR),
    ("DIS-D3", infusing(_air(93, 14)), 111, HOLD),
    ("DIS-D3", [(-5, vitals(spo2_percent=93)), dose(), _air(93, 14)], 111, CLEAR),
    ("DIS-D3", infusing(_air(97, 20)), 111, CLEAR),
    ("DIS-D3", infusing(_air(97, 21)), 111, HOLD),
    ("DIS-D3", infusing(_air(97, 9)), 111, HOLD),
    ("DIS-D3", infusing(_air(99, 14, litres=1)), 111, HOLD),
    ("DIS-D3", infusing((110, vitals(spo2_percent=97))), 111, UNKNOWN),
    # D4 MOAA/S 5, Aldrete at least 9
    ("DIS-D4", infusing((110, state(moaas=5)), _aldrete(9)), 111, CLEAR),
    ("DIS-D4", infusing((110, state(moaas=5)), _aldrete(8)), 111, HOLD),
    ("DIS-D4", infusing((110, state(moaas=4)), _aldrete(10)), 111, HOLD),
    ("DIS-D4", infusing((110, state(moaas=5))), 111, UNKNOWN),
    # D5 oriented, dissociation over
    ("DIS-D5", infusing(_bedside(oriented=YES, dissociation_resolved=YES)), 111, CLEAR),
    ("DIS-D5", infusing(_bedside(oriented=NO, dissociation_resolved=YES)), 111, HOLD),
    ("DIS-D5", infusing(_bedside(oriented=YES, dissociation_resolved=NO)), 111, HOLD),
    ("DIS-D5", infusing(_bedside(oriented=YES)), 111, UNKNOWN),
    # D6 gait, D7 nausea and fluids
    ("DIS-D6", infusing(_bedside(steady_gait=YES)), 111, CLEAR),
    ("DIS-D6", infusing(_bedside(steady_gait=NO)), 111, HOLD),
    ("DIS-D6", infusing(_bedside()), 111, UNKNOWN),
    ("DIS-D7", infusing(_bedside(nausea_controlled=YES, fluids_tolerated=YES)), 111, CLEAR),
    ("DIS-D7", infusing(_bedside(nausea_controlled=YES, fluids_tolerated=NO)), 111, HOLD),
    ("DIS-D7", infusing(_bedside(nausea_controlled=NO, fluids_tolerated=YES)), 111, HOLD),
    ("DIS-D7", infusing(_bedside(nausea_controlled=YES)), 111, UNKNOWN),
    # D8 the screener again, where there was a reason
    ("DIS-D8", [cssrs(-30, 0, 0, 0, 0, 0, 0), dose()], 111, CLEAR),
    ("DIS-D8", [cssrs(-30, 1, 1, 1, 0, 0, 0), dose()], 111, UNKNOWN),
    ("DIS-D8", [cssrs(-30, 0, 0, 0, 0, 0, 0), dose(), (30, state(distress_0_10=6))], 111, CLEAR),
    ("DIS-D8", [cssrs(-30, 0, 0, 0, 0, 0, 0), dose(), (30, state(distress_0_10=7))], 111, UNKNOWN),
    ("DIS-D8", [dose(), cssrs(110, 1, 1, 1, 1, 0, 0)], 111, URGENT),
)  # fmt: skip


def named(rows: tuple[tuple[object, ...], ...]) -> list[str]:
    return [f"{row[0]} line {index}" for index, row in enumerate(rows)]


@pytest.mark.parametrize("rule,told,level", PRE_DOSE, ids=named(PRE_DOSE))
def test_before_the_dose(rule: str, told: list[Told], level: Level) -> None:
    assert judged(rule, *told, now=0) is level


@pytest.mark.parametrize("rule,told,now,level", IN_SESSION, ids=named(IN_SESSION))
def test_in_the_session(rule: str, told: list[Told], now: float, level: Level) -> None:
    assert judged(rule, *told, now=now) is level


@pytest.mark.parametrize("rule,told,now,level", GOING_HOME, ids=named(GOING_HOME))
def test_going_home(rule: str, told: list[Told], now: float, level: Level) -> None:
    assert judged(rule, *told, now=now) is level


def test_after_three_readings_outside_the_range_a_prescriber_decides() -> None:
    (finding,) = all_rules()["MON-P1"].judge(story(*before((150, 80), (151, 80), (150, 80)), now=0))

    assert finding.level is HOLD
    assert finding.owner == "prescriber"


def test_amber_is_answered_within_two_minutes_and_red_within_half_a_minute() -> None:
    (amber,) = all_rules()["MON-A1"].judge(story(*infusing((25, bp(165, 80))), now=25))
    (red,) = all_rules()["MON-A5"].judge(story(*infusing((25, vitals(heart_rate_per_min=140))), now=25))

    assert amber.due is not None
    assert red.due is not None
    chart = story(now=25)
    assert (amber.due - chart.now).total_seconds() == 120
    assert (red.due - chart.now).total_seconds() == 30


def test_a_check_in_from_before_the_question_of_infection_leaves_it_unknown() -> None:
    assert judged("DELTA-INFECTION", (-30, CheckedIn(session=SESSION, escort_name="Robin", escort_phone="1")), now=0) is UNKNOWN


def test_nobody_has_looked_is_never_clear() -> None:
    empty = StateObserved(session=SESSION)

    for number in range(1, 15):
        assert judged(f"MON-A{number}", dose(), (5, empty), now=6) is UNKNOWN
