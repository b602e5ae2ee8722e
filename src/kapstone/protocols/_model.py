"""What a protocol holds: one programme of treatment, every number with its source and standing."""

# ruff: noqa: RUF009 - setting() and fixed() only wrap dataclasses.field
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from kapstone.dosing.weight import Basis as WeightBasis
from kapstone.evidence import Citation, Standing
from kapstone.facts import AmountAs, Drug, Indication, Route
from kapstone.protocols import _known as known
from kapstone.protocols._extras import Choice, Criterion, Home, Phase, Rems, Therapy
from kapstone.protocols._kinds import (
    InBasis,
    choice,
    fixed,
    flag,
    ids,
    ids_of,
    many,
    quantity,
    setting,
    span,
    text,
    whole,
)

__all__ = [
    "Basis", "Booster", "Choice", "Confirmation", "Course", "Criterion", "Dose", "Home", "Infusion", "Integration", "Maintenance", "MeasurePlan",
    "Moment", "Monitoring", "NextDay", "Origin", "Phase", "Preparation", "Protocol", "Rems", "Setting", "Sign", "Staffing", "Therapy",
    "Windows",
]  # fmt: skip


class Basis(StrEnum):
    """What a dose is reckoned by."""

    PER_KG = "per_kg"
    FIXED = "fixed_mg"

    @property
    def unit(self) -> str:
        return "mg/kg" if self is Basis.PER_KG else "mg"


class Setting(StrEnum):
    """Where doses are given; the words are those rules use as scopes."""

    CLINIC = "clinic"
    HOME = "home"


class Sign(StrEnum):
    """What is watched without pause."""

    SPO2 = "spo2"
    HEART_RATE = "heart_rate"
    ECG = "ecg"
    CAPNOGRAPHY = "capnography"


class Moment(StrEnum):
    """When a measure is asked for."""

    BASELINE = "baseline"
    PRE_DOSE = "pre_dose"
    NEXT_DAY = "next_day"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    END_OF_INDUCTION = "end_of_induction"
    MAINTENANCE = "maintenance"
    QUARTERLY = "quarterly"
    FOLLOW_UP = "follow_up"
    """Three, six and twelve months after the last dose of the induction, whatever was decided then."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one number of a protocol comes from, and how far it has been checked."""

    standing: Standing
    source: Citation | None = None
    where: str = ""

    def __str__(self) -> str:
        named = f"{self.source}{f', {self.where}' if self.where else ''}; " if self.source else ""
        return f"{named}{self.standing.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who has to confirm the clinic's settings, and who has."""

    by_role: str = fixed(text)
    confirmed_by: str | None = fixed(text, optional=True)
    says: str = fixed(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The induction: how many doses, how far apart, and by when it is reviewed."""

    induction_doses: int = setting(whole(1, 20))
    min_interval: timedelta = setting(span("12 h", "60 d"))
    usual_interval: timedelta = setting(span("12 h", "60 d"))
    max_in_7_days: int = setting(whole(1, 7))
    extension_max: int = setting(whole(0, 2))
    review_within: timedelta = setting(span("1 d", "60 d"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintenance:
    """After the induction: the usual interval and how often benefit is looked at again."""

    interval: timedelta = setting(span("3 d", "365 d"))
    min_interval: timedelta = setting(span("1 d", "365 d"))
    review_within: timedelta = setting(span("7 d", "90 d"))
    sessions_before_benefit_review: int = setting(whole(1, 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """The dose band and its two kinds of limit: one that warns, one that stops. Numbers are in `basis.unit`."""

    basis: Basis = fixed(choice(Basis))
    low: float = setting(InBasis(0.01, 600))
    start: float = setting(InBasis(0.01, 600))
    high: float = setting(InBasis(0.01, 600))
    warn_from: float = setting(InBasis(0.01, 600))
    stop_above: float = setting(InBasis(0.01, 600))
    session_warn_mg: float | None = setting(quantity("mg", 1, 600), optional=True)
    session_cap_mg: float = setting(quantity("mg", 1, 600))
    step: float = setting(InBasis(0.01, 200))
    first_warn_from: float | None = setting(InBasis(0.01, 600), optional=True)
    """Warns from here at the very first dose."""
    only: tuple[float, ...] | None = setting(many(quantity("mg", 1, 600)), optional=True)
    """The only amounts there are, in milligrams, where the drug comes in devices."""
    other_weight_from_bmi: int | None = setting(whole(20, 60), optional=True)
    """From this body mass index an order begins with `other_weight` instead of the actual weight."""
    other_weight: WeightBasis | None = setting(choice(WeightBasis), optional=True)

    @property
    def unit(self) -> str:
        return self.basis.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Infusion:
    """How long an infusion runs. `rate_warn_mg_per_kg_per_h` is a number per hour."""

    usual: timedelta = setting(span("5 min", "4 h"))
    shortest: timedelta = setting(span("5 min", "4 h"))
    longest: timedelta = setting(span("5 min", "4 h"))
    rate_warn_per_hour: float = setting(quantity("mg/kg", 0.1, 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Booster:
    """Whether a second, smaller dose may follow in the same session, and under what conditions."""

    allowed: bool = fixed(flag)
    max_share_percent: float | None = setting(quantity("%", 1, 100), optional=True)
    not_before: timedelta | None = setting(span("5 min", "2 h"), optional=True)
    not_after: timedelta | None = setting(span("5 min", "4 h"), optional=True)
    min_moaas: int | None = setting(whole(1, 5), optional=True)
    max_systolic_mmhg: float | None = setting(quantity("mm[Hg]", 100, 200), optional=True)
    max_diastolic_mmhg: float | None = setting(quantity("mm[Hg]", 60, 130), optional=True)
    min_spo2_percent: float | None = setting(quantity("%", 85, 100), optional=True)
    vitals_within: timedelta | None = setting(span("1 min", "1 h"), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """When vitals are taken, counted from the first dose (T0) and from the end of the infusion; how long the patient stays."""

    before: tuple[timedelta, ...] = setting(many(span("0 min", "60 min")))
    """How long before T0 each reading is taken, e.g. 15 min and 0 min."""
    during_every: timedelta | None = setting(span("1 min", "60 min"), optional=True)
    """Infusions: the interval until the end."""
    at: tuple[timedelta, ...] | None = setting(many(span("1 min", "8 h")), optional=True)
    """Other routes: the times after T0."""
    then_every: timedelta = setting(span("1 min", "2 h"))
    grace: timedelta = setting(span("1 min", "30 min"))
    repeat_out_of_range: timedelta = setting(span("1 min", "30 min"))
    minimum_from_start: timedelta = setting(span("30 min", "8 h"))
    minimum_from_end: timedelta = setting(span("30 min", "8 h"))
    continuous: tuple[Sign, ...] = setting(many(choice(Sign)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Who has to be there."""

    prescriber_within: timedelta = setting(span("0 min", "60 min"))
    patients_per_monitor: int = setting(whole(1, 4))
    therapist_in_room: bool = setting(flag)
    dose_checkers: int = setting(whole(2, 3))
    setting: tuple[str, ...] = fixed(ids_of("setting item", known.setting_items))
    """The checklist of room, people and equipment that has to be ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Sessions before the first dose: how many, what they cover, and when the last one lies."""

    min_sessions: int = setting(whole(1, 6))
    at_least_before: timedelta = setting(span("0 h", "7 d"))
    at_most_before: timedelta = setting(span("1 d", "60 d"))
    topics: tuple[str, ...] = fixed(ids_of("preparation topic", known.topics))


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDay:
    """The contact on the day after, counted from the end of the session."""

    opens: timedelta = setting(span("6 h", "48 h"))
    due: timedelta = setting(span("12 h", "72 h"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """Integration sessions, counted from the end of the session, and after which doses they are required."""

    opens: timedelta = setting(span("0 h", "7 d"))
    due: timedelta = setting(span("12 h", "14 d"))
    late: timedelta = setting(span("12 h", "14 d"))
    after_doses: tuple[int, ...] = setting(many(whole(1, 20)))
    then_every: int = setting(whole(1, 10))
    """After the last of `after_doses`, every how many doses."""

    def required_after(self, number: int) -> bool:
        """Whether the dose of this number (from 1) needs an integration session before the next one."""
        last = max(self.after_doses)
        return number in self.after_doses or (number > last and (number - last) % self.then_every == 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """How long each part of the groundwork stays good, and within what time things are asked."""

    enquiry_answer: timedelta = setting(span("1 h", "14 d"))
    evaluation: timedelta = setting(span("1 d", "60 d"))
    medical_clearance: timedelta = setting(span("7 d", "365 d"))
    psychiatric_evaluation: timedelta = setting(span("7 d", "365 d"))
    decision: timedelta = setting(span("1 d", "60 d"))
    consent_before_first_dose: timedelta = setting(span("1 d", "90 d"))
    consent: timedelta = setting(span("30 d", "366 d"))
    teach_back_percent: float = setting(quantity("%", 50, 100))
    weight: timedelta = setting(span("1 d", "90 d"))
    pregnancy_test: timedelta = setting(span("1 d", "45 d"))
    prescription_monitoring: timedelta = setting(span("1 d", "120 d"))
    baseline: timedelta = setting(span("1 d", "60 d"))
    pre_dose: timedelta = setting(span("1 d", "14 d"))
    weekly: timedelta = setting(span("3 d", "14 d"))
    maintenance_measures: timedelta = setting(span("7 d", "90 d"))
    measure_review: timedelta = setting(span("1 h", "14 d"))
    concern: timedelta = setting(span("1 h", "7 d"))
    adverse_event_review: timedelta = setting(span("1 h", "14 d"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePlan:
    """One instrument and the moments it is asked at."""

    instrument: str = fixed(ids("instrument", known.instruments))
    moments: tuple[Moment, ...] = fixed(many(choice(Moment)))
    primary: bool = fixed(flag, optional=True)
    by_clinician: bool = fixed(flag, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One programme, as a clinic signs it. `digest` is over its text with comments and layout left out."""

    id: str
    version: str
    title: str
    summary: str
    indication: Indication
    drug: Drug
    route: Route
    place: Setting
    amount_as: AmountAs
    confirmation: Confirmation
    course: Course
    maintenance: Maintenance
    dose: Dose
    infusion: Infusion | None
    booster: Booster
    monitoring: Monitoring
    staffing: Staffing
    preparation: Preparation
    next_day: NextDay
    integration: Integration
    windows: Windows
    measures: tuple[MeasurePlan, ...]
    documents: tuple[str, ...]
    """The documents a patient signs before the first dose."""
    also_for: tuple[Indication, ...] = ()
    """Other conditions it may treat; rules judge by `indication`."""
    phases: tuple[Phase, ...] = ()
    therapy: Therapy | None = None
    home: Home | None = None
    rems: Rems | None = None
    criteria: tuple[Criterion, ...] = ()
    stages_waived: tuple[str, ...] = ()
    sources: Mapping[str, Citation] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id -> limit name -> the number this protocol judges by instead of the rule's own."""
    choices: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))
    """Topic -> the source followed, where the clinic chose; for all others what is shipped holds."""
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    """Path of each number ("dose.start") -> where it comes from."""
    text: str = ""
    digest: str = ""

    @property
    def primary_measure(self) -> str:
        return next(plan.instrument for plan in self.measures if plan.primary)

    @property
    def max_induction_doses(self) -> int:
        return self.course.induction_doses + self.course.extension_max

    def place_of(self, number: int) -> Setting:
        """Where the dose of this number (from 1) is given: the first ones of a home programme in the clinic. Below 1: not known, the stricter home."""
        return Setting.CLINIC if self.home is not None and 1 <= number <= self.home.first_doses_in_clinic else self.place

    def checklist_of(self, number: int) -> tuple[str, ...]:
        """What has to be ready for the dose of this number."""
        return self.home.setting if self.home is not None and self.place_of(number) is Setting.HOME else self.staffing.setting

    def phase_in(self, week: int) -> Phase | None:
        """The phase of a week since the first dose; None where the schedule has none."""
        return next((phase for phase in self.phases if phase.holds(week)), None)

    def origin(self, path: str) -> Origin:
        """Where the number at `path` comes from; KeyError for a path that holds none."""
        return self.origins[path]

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """Paths of the numbers a medical director has to confirm before relying on them."""
        return tuple(path for path, origin in self.origins.items() if origin.standing.is_setting)
