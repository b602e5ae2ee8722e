"""A dosing day as facts, for the days a journey does not walk through the screens."""

from datetime import timedelta
from uuid import uuid4

from cast import Clinic
from kapstone import facts as f
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions, queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.facts import Answer, Fact

__all__ = ["another_dose"]

_AFTER_MIN = (10, 20, 30, 40, 55, 70, 85, 100, 115, 125)


def another_dose(episode: Episode, clinic: Clinic, time: clock.Rehearsal) -> None:
    """Check-in to integration of one more session; the rehearsed time ends two days later."""
    session = uuid4()

    def say(by: Actor, *said: Fact, minutes: float = 0) -> f.Record[Fact]:
        time.moment += timedelta(minutes=minutes)
        return actions.record(episode=episode, facts=said, by=by, at=time.moment).records[0]

    vitals = f.VitalsTaken(
        session=session,
        systolic_mmhg=124,
        diastolic_mmhg=78,
        heart_rate_per_min=72,
        spo2_percent=98,
        respiratory_rate_per_min=14,
        temperature_celsius=36.6,
    )
    awake = f.StateObserved(session=session, moaas=5, dissociation_0_10=0, distress_0_10=0, nausea_0_10=0)
    protocol = queries.protocol_of(episode)
    answers: dict[str, int | None] = {f"phq9_{n}": 1 for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 1}
    quiet: dict[str, int | None] = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}

    say(clinic.cato, f.VisitPlanned(session=session, starts_at=time.moment, room="Blue room"))
    say(clinic.alma_herself, f.MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers))
    say(
        clinic.mira,
        f.CheckedIn(
            session=session, last_food_at=time.moment - timedelta(hours=12), last_clear_fluid_at=time.moment - timedelta(hours=4),
            **dict.fromkeys(_ASKED, Answer.NO), escort_name="Robin Reyes", escort_phone="212 555 0188", intention="To go on.",
        ),
        f.MeasureAnswered(instrument="cssrs_since_last_contact", instrument_version="1", answers=quiet, informant=f.Informant.CLINICIAN, session=session),
        f.SettingChecked(session=session, ready=protocol.staffing.setting, prescriber_available=True, monitor_present=True, therapist_present=True),
        f.WeightMeasured(kilograms=70), vitals, awake,
    )  # fmt: skip
    order = say(
        clinic.noor,
        f.OrderSigned(
            session=session, drug=f.Drug.KETAMINE, route=f.Route.IV, dose_mg=35, amount_as=protocol.amount_as, dose_mg_per_kg=0.5, weight_kg=70, infusion_min=40,
            concentration_mg_per_ml=1,
        ),
        minutes=10,
    )  # fmt: skip
    for who in (clinic.noor, clinic.mira):
        say(who, f.DoseChecked(session=session, order=order.id, dose_mg=35, volume_ml=35))
    dose = say(
        clinic.mira,
        f.DoseGiven(
            session=session,
            order=order.id,
            drug=f.Drug.KETAMINE,
            route=f.Route.IV,
            dose_mg=35,
            amount_as=protocol.amount_as,
            infusion_min=40,
            lot="K1205",
        ),
        minutes=5,
    )
    passed = 0.0
    for minute in _AFTER_MIN:
        say(clinic.mira, vitals, awake, minutes=minute - passed)
        passed = minute
        if minute == 40:
            say(clinic.mira, f.DoseStopped(session=session, dose=dose.id, given_mg=35))
    say(
        clinic.mira,
        f.RecoveryAssessed(session=session, **dict.fromkeys(("oriented", "steady_gait", "nausea_controlled", "fluids_tolerated", "dissociation_resolved"), Answer.YES)),
        f.MeasureAnswered(
            instrument="aldrete", instrument_version="1", informant=f.Informant.CLINICIAN, session=session,
            answers={f"aldrete_{part}": 2 for part in ("activity", "respiration", "circulation", "consciousness", "saturation")},
        ),
        f.EscortArrived(session=session, name="Robin Reyes", signature="Robin Reyes"),
        f.InstructionsGiven(session=session, document="discharge_instructions"),
        f.Discharged(session=session, assessment="Awake, steady, calm.", signature="Mira Santos"),
    )  # fmt: skip
    say(
        clinic.mira,
        f.NextDayContacted(
            session=session, reached=True, feels_safe=Answer.YES, slept=Answer.YES, mood_unusually_high=Answer.NO
        ),
        f.MeasureAnswered(
            instrument="cssrs_since_last_contact", instrument_version="1", answers=quiet, informant=f.Informant.CLINICIAN
        ),
        minutes=22 * 60,
    )
    say(clinic.sol, f.IntegrationDone(session=session, minutes=50, themes=("calm",), safe=Answer.YES), minutes=8 * 60)


_ASKED = (
    "new_medicines_or_allergies", "sedative_or_stimulant_24h", "alcohol_or_drugs_24h", "mania_or_psychosis_signs", "urinary_symptoms", "unreviewed_adverse_event",
    "could_be_pregnant", "oedema", "infection_signs",
)  # fmt: skip
