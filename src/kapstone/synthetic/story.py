"""One plausible patient's way through a programme, told step by step as facts."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in
from uuid import UUID

from kapstone import facts as f
from kapstone.documents import document_called
from kapstone.facts import Answer, Fact, Record
from kapstone.facts.history import HISTORY
from kapstone.findings import Level, Role
from kapstone.instruments import instrument_called
from kapstone.pathway import Phase
from kapstone.protocols import Protocol, Setting
from kapstone.synthetic._baseline import CONFIRMED, FIT, RESULTS, SAFE_HOME, YES_FOR, from_elsewhere, treated_before
from kapstone.synthetic.patient import Patient, answered
from kapstone.synthetic.people import ALMA, CATO, MIRA, NOOR, SOL, Person

__all__ = ["Story"]


_DAY, _HOUR, _MIN = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_YES_ITEMS = frozenset({"escort_arranged", "has_decision_capacity"})
_BIPOLAR_ITEMS = frozenset({"bipolar_disorder", "mood_stabiliser_at_level"})


@dataclass
class Story:
    """The facts told so far, and the clock of the telling. Times lie on whole minutes."""

    protocol: Protocol
    now: datetime
    rng: Random
    records: list[Record[Fact]] = field(default_factory=list)
    patient: Patient = field(default_factory=Patient)
    sessions: list[UUID] = field(default_factory=list)
    consent: UUID | None = None
    today_mmhg: tuple[float, float] = (0.0, 0.0)
    """Resting pressure on the day of the telling: the patient's own, a little lower once they have settled; a rehearsal lets it differ from day to day."""

    def __post_init__(self) -> None:
        if self.today_mmhg == (0.0, 0.0):
            self.today_mmhg = (self.patient.systolic_mmhg - 2, self.patient.diastolic_mmhg - 2)

    def tell(self, fact: Fact, by: Person, *, after: timedelta = timedelta(0)) -> UUID:
        """`fact` becomes true `after` from now and is written down at once; the clock moves there. Returns the record's id."""
        self.now += after
        record = Record(
            id=self.new_id(), fact=fact, at=self.now, recorded_at=self.now, by=by.id, by_name=by.name, by_role=by.role.value,
            sequence=len(self.records) + 1,
        )  # fmt: skip
        self.records.append(record)
        return record.id

    def wait(self, span: timedelta) -> None:
        self.now += span

    def new_id(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    # -- groundwork -----------------------------------------------------------------------------------------------

    def enquiry(self) -> None:
        self.tell(f.EnquiryReceived(source="self", hopes="To feel like myself again."), CATO)
        self.tell(
            f.ProgrammeChosen(protocol=self.protocol.id, protocol_version=self.protocol.version, digest=self.protocol.digest),
            CATO,
            after=_HOUR,
        )
        self.tell(
            f.PersonDescribed(birth_date=self.patient.birth_date, sex_at_birth=self.patient.sex_at_birth, residence_state="OR"),
            CATO,
        )

    def identity(self) -> None:
        self.tell(f.IdentityVerified(method="driving licence seen on video"), CATO, after=_DAY)

    def prescreen(self) -> None:
        """The self-report: history and measures, then read with the patient."""
        treats = self.protocol.indication
        yes = (
            _YES_ITEMS
            | YES_FOR.get(treats, frozenset())
            | self.patient.yes
            | (_BIPOLAR_ITEMS if treats is f.Indication.BIPOLAR else frozenset())
        )
        for item in HISTORY:
            answer = Answer.YES if item in yes else Answer.NO
            on = self.patient.history_on if answer is Answer.YES and HISTORY[item].wants_date else None
            self.tell(
                f.HistoryAnswered(item=item, answer=answer, on=on), NOOR if HISTORY[item].asked.value == "clinician" else ALMA
            )
        self.measure("phq9", ALMA, self.patient.phq9_each, moment="baseline", after=10 * _MIN)
        self.measure("gad7", ALMA, max(self.patient.gad7_each, 2 if treats is f.Indication.ANXIETY else 0), moment="baseline")
        self.measure("auditc", ALMA, self.patient.auditc_each, moment="baseline")
        self.measure("pcptsd5", ALMA, 0, moment="baseline")
        self.measure("pcl5", ALMA, 2 if treats is f.Indication.PTSD else 1, moment="baseline")
        for measure in from_elsewhere(treats):
            self.tell(measure, NOOR)
        self.measure("cssrs_recent", SOL, 0, moment="baseline")
        self.tell(f.PrescreenDone(), CATO, after=_DAY)

    def evaluation(self) -> None:
        self.wait(3 * _DAY)
        self.tell(f.WeightMeasured(kilograms=self.patient.weight_kg), NOOR)
        self.tell(f.HeightMeasured(centimetres=self.patient.height_cm), NOOR)
        self._pregnancy_test()
        for _ in range(2):
            self.tell(
                f.VitalsTaken(systolic_mmhg=self.patient.systolic_mmhg, diastolic_mmhg=self.patient.diastolic_mmhg,
                              heart_rate_per_min=self.patient.heart_rate_per_min, spo2_percent=98, respiratory_rate_per_min=14,
                              temperature_celsius=36.6, position="sitting"), MIRA, after=6 * _MIN,
            )  # fmt: skip
        self.tell(f.MedicationListed(name="sertraline", ingredient="sertraline", rxcui="36437", daily_dose_mg=150), NOOR)
        self.tell(f.MedicationsReconciled(count=1), NOOR)
        for result in RESULTS:
            self.tell(result, MIRA)
        self.tell(f.UrinalysisDone(result=f.TestResult.NEGATIVE), MIRA)
        self.monitoring_checks()
        self.tell(f.DiagnosisMade(code="F33.2", system="icd-10-cm", label="Major depressive disorder, recurrent, severe",
                                  indication=self.protocol.indication, is_index=True, current_episode_start=date(2025, 3, 1)), NOOR)  # fmt: skip
        for tried in treated_before(self.patient.trials):
            self.tell(tried, NOOR)
        self.tell(FIT, NOOR, after=_HOUR)
        self.tell(CONFIRMED, NOOR, after=_DAY)

    def monitoring_checks(self) -> None:
        """What has to be repeated as time passes."""
        self.tell(f.PrescriptionMonitoringChecked(state="OR", result=f.MonitoringResult.AS_EXPECTED), NOOR)
        self.tell(f.DrugScreened(result=self.patient.drug_screen), MIRA)

    def _pregnancy_test(self) -> None:
        if self.patient.may_conceive:
            self.tell(f.PregnancyTested(result=f.TestResult.NEGATIVE), MIRA)

    def eligibility(self) -> None:
        fact = f.EligibilityDecided(
            decision=f.Decision.ELIGIBLE, reason="Indication confirmed, no contraindication.", report_digest=""
        )
        if self.protocol.indication is f.Indication.BIPOLAR:
            reason = "Lithium at level; signs of mania are asked about at every dose."
            self.tell(f.FindingOverridden(finding="PS-04", level=Level.REVIEW.name, reason=reason), NOOR, after=_HOUR)
        self.tell(fact, NOOR, after=_DAY)

    def matching(self) -> None:
        self.tell(
            f.TherapistMatched(therapist=SOL.id, therapist_name=SOL.name, because=("trained in trauma work",)), ALMA, after=_DAY
        )

    def consented(self) -> None:
        for name in self.protocol.documents:
            document = document_called(name)
            self.consent = self.tell(
                f.ConsentGiven(
                    document=name,
                    document_version=document.version,
                    digest=document.digest,
                    acknowledged=document.required,
                    declined=document.choices,
                    teach_back={question.id: question.right for question in document.teach_back},
                    teach_back_percent=100,
                    signature=ALMA.name,
                ),
                ALMA,
                after=_DAY,
            )
            self.tell(f.ConsentCountersigned(consent=self.consent, signature=NOOR.name), NOOR, after=_HOUR)

        if self.protocol.rems is not None:
            self.tell(f.RemsEnrolled(programme=self.protocol.rems.name, reference="ENR-1001"), NOOR, after=_HOUR)

    def goals(self) -> None:
        levels = {
            "-2": "Stay in bed",
            "-1": "Up by noon",
            "0": "Out once a day",
            "+1": "Meet a friend weekly",
            "+2": "Back at choir",
        }
        self.tell(
            f.GoalSet(goal=self.new_id(), title="Be with people again", why="I miss them.", levels=levels), SOL, after=_DAY
        )

    def preparation(self) -> None:
        topics = self.protocol.preparation.topics
        sessions = self.protocol.preparation.min_sessions
        half = len(topics) // 2
        for number in range(1, sessions + 1):
            is_last = number == sessions
            covered = topics if sessions == 1 else topics[:half] if number == 1 else topics[half:]
            self.tell(
                f.PreparationDone(topics=covered, minutes=55, intention="To soften.", touch=f.Touch.HAND, instructions_acknowledged=is_last,
                                  ready=is_last), SOL, after=2 * _DAY,
            )  # fmt: skip

    # -- one dose -------------------------------------------------------------------------------------------------

    def dose(self, *, until: Phase = Phase.INTEGRATED, wait: timedelta | None = None) -> UUID:
        """One dosing session and what follows it, up to a phase. `wait` is the time from now to the visit."""
        steps = self.dose_steps(self.new_id(), wait)
        for phase in steps:
            if phase is until:
                break
        return self.sessions[-1]

    def dose_steps(self, session: UUID, wait: timedelta | None) -> Iterator[Phase]:
        """The same, phase by phase: whoever iterates may look at the facts after each, and stop."""
        self.sessions.append(session)
        usual = 2 * _DAY if len(self.sessions) == 1 else self.protocol.course.usual_interval
        starts = self.now + (usual if wait is None else wait)
        self.tell(f.VisitPlanned(session=session, starts_at=starts, room="Room 1"), CATO)
        yield Phase.PLANNED
        self.now = max(self.now, starts - 40 * _MIN)
        self._check_in(session)
        yield Phase.CHECKED_IN
        order = self._order(session)
        yield Phase.ORDERED
        stop_at = self._give(session, order)
        yield Phase.DOSED
        self._recover(session, stop_at)
        yield Phase.RECOVERING
        self._leave(session)
        yield Phase.DISCHARGED
        if self.protocol.rems is not None:
            self.tell(f.RemsFormSent(session=session, reference=f"PMF-{len(self.sessions)}"), MIRA, after=_HOUR)
        self.tell(
            f.NextDayContacted(
                session=session, reached=True, feels_safe=Answer.YES, slept=Answer.YES, mood_unusually_high=Answer.NO
            ),
            MIRA,
            after=24 * _HOUR,
        )
        self.measure("cssrs_since_last_contact", MIRA, 0, moment="next_day", session=session)
        yield Phase.CONTACTED
        self.tell(
            f.IntegrationDone(
                session=session, minutes=50, themes=("grief",), practices=("walk each morning",), safe=Answer.YES
            ),
            SOL,
            after=16 * _HOUR,
        )
        yield Phase.INTEGRATED

    def _check_in(self, session: UUID) -> None:
        no = Answer.NO
        if self.protocol.place_of(len(self.sessions)) is Setting.HOME:
            self.tell(f.DosesDispensed(doses=1, dose_mg=self.protocol.dose.start), NOOR)
            self.tell(replace(SAFE_HOME, session=session), MIRA)
        self.tell(
            f.CheckedIn(
                session=session, last_food_at=self.now - 10 * _HOUR, last_clear_fluid_at=self.now - 4 * _HOUR, new_medicines_or_allergies=no,
                sedative_or_stimulant_24h=no, alcohol_or_drugs_24h=no, mania_or_psychosis_signs=no, urinary_symptoms=no, unreviewed_adverse_event=no,
                could_be_pregnant=no, oedema=no, infection_signs=no, nasal_spray_1h=no, escort_name="Robin Vale", escort_phone="+1 503 555 0100", intention="To soften.",
            ), MIRA,
        )  # fmt: skip
        if self.protocol.indication is f.Indication.ALCOHOL:
            self.tell(f.LabResulted(analyte=f.Analyte.ALCOHOL, value=0, unit="g/L"), MIRA)
        if self._is_old(f.WeightMeasured, 25):
            self.tell(f.WeightMeasured(kilograms=self.patient.weight_kg), MIRA)
        if self._is_old(f.PregnancyTested, 20):
            self._pregnancy_test()
        if self._is_old(f.DrugScreened, 20):
            self.monitoring_checks()
            self._vitals(None)
            self.wait(5 * _MIN)
            self._vitals(None)
        self.measure(
            "phq9",
            ALMA,
            self.patient.phq9_each if len(self.sessions) < 3 else max(0, self.patient.phq9_each - 1),
            moment="pre_dose",
            session=session,
        )
        self.measure("cssrs_since_last_contact", MIRA, 0, moment="pre_dose", session=session)
        self.measure("gad7", ALMA, self.patient.gad7_each)
        self.wait(25 * _MIN)
        self._vitals(session)
        self.tell(f.StateObserved(session=session, moaas=5, dissociation_0_10=0, distress_0_10=2, nausea_0_10=0), MIRA)

    def _is_old(self, kind: type[Fact], days: float) -> bool:
        last = next((record.at for record in reversed(self.records) if isinstance(record.fact, kind)), None)
        return last is None or self.now - last > days * _DAY

    def _order(self, session: UUID) -> UUID:
        protocol = self.protocol
        dose_mg = (
            protocol.dose.start if protocol.dose.unit == "mg" else float(round(protocol.dose.start * self.patient.weight_kg))
        )
        minutes = protocol.infusion.usual / _MIN if protocol.infusion else None
        self.tell(
            f.SettingChecked(
                session=session,
                ready=protocol.checklist_of(len(self.sessions)),
                prescriber_available=True,
                monitor_present=True,
                therapist_present=True,
            ),
            MIRA,
        )
        order = self.tell(
            f.OrderSigned(session=session, drug=protocol.drug, route=protocol.route, dose_mg=dose_mg, amount_as=protocol.amount_as,
                          dose_mg_per_kg=protocol.dose.start if protocol.dose.unit == "mg/kg" else None, weight_kg=self.patient.weight_kg, infusion_min=minutes,
                          concentration_mg_per_ml=1.0 if minutes else None), NOOR, after=2 * _MIN,
        )  # fmt: skip
        for person in (MIRA, NOOR):
            self.tell(f.DoseChecked(session=session, order=order, dose_mg=dose_mg, lot="K1205"), person, after=_MIN)
        return order

    def _give(self, session: UUID, order: UUID) -> datetime:
        signed = next(record.fact for record in self.records if record.id == order)
        assert isinstance(signed, f.OrderSigned)
        dose = self.tell(
            f.DoseGiven(session=session, order=order, drug=signed.drug, route=signed.route, dose_mg=signed.dose_mg, amount_as=signed.amount_as,
                        infusion_min=signed.infusion_min, lot="K1205"), MIRA, after=2 * _MIN,
        )  # fmt: skip
        self.wait(9 * _MIN)
        self._vitals(session, rise=12)
        if signed.infusion_min:
            for _ in range(int(signed.infusion_min // 10) - 1):
                self.wait(10 * _MIN)
                self._vitals(session, rise=16)
            self.tell(f.DoseStopped(session=session, dose=dose, given_mg=signed.dose_mg), MIRA, after=_MIN)
        return self.now

    def _recover(self, session: UUID, since: datetime) -> None:
        """Vitals until the minimum observation is over."""
        monitoring = self.protocol.monitoring
        leave = since + max(monitoring.minimum_from_start, monitoring.minimum_from_end) + 10 * _MIN
        rise = 14.0
        while self.now < leave:
            self.wait(10 * _MIN)
            rise = max(0.0, rise - 2)
            self._vitals(session, rise=rise)
            self.tell(
                f.StateObserved(session=session, moaas=5, dissociation_0_10=round(rise / 5), distress_0_10=1, nausea_0_10=0),
                MIRA,
            )

    def _leave(self, session: UUID) -> None:
        yes = Answer.YES
        self._vitals(session)
        self.tell(f.StateObserved(session=session, moaas=5, dissociation_0_10=0, distress_0_10=0, nausea_0_10=0), MIRA)
        self.tell(
            f.RecoveryAssessed(
                session=session,
                oriented=yes,
                steady_gait=yes,
                nausea_controlled=yes,
                fluids_tolerated=yes,
                dissociation_resolved=yes,
            ),
            MIRA,
        )
        self.measure("aldrete", MIRA, 2, session=session)
        self.tell(f.EscortArrived(session=session, name="Robin Vale", signature="R. Vale"), MIRA)
        self.tell(f.InstructionsGiven(session=session, document="discharge_instructions"), MIRA)
        self.tell(f.Discharged(session=session, assessment="Awake, steady, calm.", signature=MIRA.name), MIRA, after=2 * _MIN)

    # -- the end of the course ------------------------------------------------------------------------------------

    def review(self, decision: f.CourseDecision = f.CourseDecision.MAINTAIN) -> None:
        self.measure("phq9", ALMA, 1, moment="end_of_induction", after=5 * _DAY)
        self.tell(
            f.ReviewDecided(decision=decision, reason="Response held; fewer low days.", benefit_documented=True, patient_preference="go on, seldom",
                            interval_days=28 if decision is f.CourseDecision.MAINTAIN else None), NOOR, after=_DAY,
        )  # fmt: skip

    # -- small things ---------------------------------------------------------------------------------------------

    def measure(
        self,
        instrument: str,
        by: Person,
        value: int,
        *,
        moment: str = "",
        session: UUID | None = None,
        after: timedelta = timedelta(0),
    ) -> UUID:
        """Every item answered with `value`, except the item on self-harm, which is answered with 0."""
        informant = f.Informant.PATIENT if by.role is Role.PATIENT else f.Informant.CLINICIAN
        fact = f.MeasureAnswered(
            instrument=instrument, instrument_version=instrument_called(instrument).version, answers=answered(instrument, value, self.patient),
            informant=informant, moment=moment, session=session,
        )  # fmt: skip
        return self.tell(fact, by, after=after)

    def _vitals(self, session: UUID | None, *, rise: float = 0.0) -> None:
        jitter = self.rng.randint(-3, 3)
        self.tell(
            f.VitalsTaken(session=session, systolic_mmhg=self.today_mmhg[0] + rise + jitter, diastolic_mmhg=self.today_mmhg[1] + rise / 2,
                          heart_rate_per_min=self.patient.heart_rate_per_min + 2 + rise / 2, spo2_percent=98,
                          respiratory_rate_per_min=14, temperature_celsius=36.6), MIRA, after=_MIN,
        )  # fmt: skip
