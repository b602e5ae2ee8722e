"""Who is treated, as far as it matters clinically: age, sex, where they live, diagnoses, history."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kapstone.facts._base import Fact, Implausible, need


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Indication(StrEnum):
    """What the episode treats."""

    TRD = "trd"
    MDD = "mdd"
    BIPOLAR = "bipolar_depression"
    PTSD = "ptsd"
    ANXIETY = "anxiety"
    OCD = "ocd"
    ALCOHOL = "alcohol_use_disorder"
    PAIN = "chronic_pain"
    END_OF_LIFE = "end_of_life_distress"

    @property
    def words(self) -> str:
        return _INDICATION_WORDS[self]


_INDICATION_WORDS = {
    Indication.TRD: "treatment-resistant depression",
    Indication.MDD: "major depression",
    Indication.BIPOLAR: "bipolar depression",
    Indication.PTSD: "post-traumatic stress disorder",
    Indication.ANXIETY: "anxiety disorders",
    Indication.OCD: "obsessive-compulsive disorder",
    Indication.ALCOHOL: "alcohol use disorder",
    Indication.PAIN: "chronic pain",
    Indication.END_OF_LIFE: "end-of-life distress",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDescribed(Fact):
    """Birth date, sex at birth and state of residence (two letters): what rules need of a person's identity."""

    birth_date: date
    sex_at_birth: Sex
    residence_state: str = ""

    def __post_init__(self) -> None:
        if self.birth_date.year < 1900:
            raise Implausible("birth_date", f"{self.birth_date} is too long ago")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAnswered(Fact):
    """One item of the medical or psychiatric history (ids: kapstone.facts.history.HISTORY). UNKNOWN is an answer."""

    item: str
    answer: Answer
    detail: str = ""
    on: date | None = None
    """When it happened, where that matters."""

    def __post_init__(self) -> None:
        from kapstone.facts.history import HISTORY

        if self.item not in HISTORY:
            raise Implausible("item", f"no history item is called {self.item!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisMade(Fact):
    """A diagnosis by code. `is_index` marks the one this episode treats."""

    code: str
    system: str
    label: str
    indication: Indication | None = None
    is_index: bool = False
    is_active: bool = True
    current_episode_start: date | None = None

    def __post_init__(self) -> None:
        need("label", self.label, "what the diagnosis is")


class Trial(StrEnum):
    ANTIDEPRESSANT = "antidepressant"
    AUGMENTATION = "augmentation"
    PSYCHOTHERAPY = "psychotherapy"
    NEUROMODULATION = "neuromodulation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentTried(Fact):
    """A prior treatment trial. None means not known, and is never read as enough or not enough."""

    trial: Trial
    ingredient: str
    dose_mg_per_day: float | None = None
    weeks: float | None = None
    adherence_percent: float | None = None
    improvement_percent: float | None = None
    in_current_episode: bool | None = None
    stopped_for_intolerance: bool = False
    detail: str = ""
    response_lost: bool = False
    """It helped by half or more and then no longer did (tachyphylaxis): counted apart, not as a failure."""
    alongside: str = ""
    """For an augmentation: the antidepressant it was added to."""

    def __post_init__(self) -> None:
        need("ingredient", self.ingredient, "which treatment was tried")
        for field, high in (
            ("dose_mg_per_day", 5000),
            ("weeks", 3000),
            ("adherence_percent", 100),
            ("improvement_percent", 100),
        ):
            value = getattr(self, field)
            low = -100 if field == "improvement_percent" else 0
            if value is not None and not low <= value <= high:
                raise Implausible(field, f"{value:g} must lie between {low} and {high}")
