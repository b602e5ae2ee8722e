"""The pick-list of adverse events, in groups, with the rates that were published and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kapstone.adverse_events import _sources as src
from kapstone.evidence import Citation, Standing

__all__ = ["GROUPS", "TERMS", "Group", "Rate", "Term", "term_called", "term_for"]


class Group(StrEnum):
    NEURO = "neuro"
    HEART = "heart"
    GUT = "gut"
    BREATHING = "breathing"
    URINARY = "urinary"
    LIVER = "liver"
    MIND = "mind"
    MISUSE = "misuse"
    LOCAL = "local"
    INJURY = "injury"
    OTHER = "other"

    @property
    def words(self) -> str:
        return GROUPS[self]


GROUPS: Mapping[Group, str] = MappingProxyType({
    Group.NEURO: "In the hours after a dose: senses and wakefulness",
    Group.HEART: "Heart and circulation",
    Group.GUT: "Stomach and mouth",
    Group.BREATHING: "Breathing and airway",
    Group.URINARY: "Bladder and urine",
    Group.LIVER: "Liver",
    Group.MIND: "Mind and mood, hours to days after",
    Group.MISUSE: "Misuse",
    Group.LOCAL: "Where the drug was given",
    Group.INJURY: "Falls and injuries",
    Group.OTHER: "Allergy and seizure",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often it was seen, in percent of patients (a range where the source gives one), in whom."""

    low: float
    high: float
    among: str
    source: Citation
    standing: Standing = Standing.CHECKED

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 100:
            raise ValueError(f"a rate lies from 0 to 100 %, not {self.low:g} to {self.high:g}")

    def __str__(self) -> str:
        shown = f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"
        return f"{shown} % ({self.among})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry. `on_rems_form`: the Spravato REMS monitoring form asks for it. Without a rate none was published that we read."""

    id: str
    label: str
    group: Group
    rates: tuple[Rate, ...] = ()
    on_rems_form: bool = False
    notes: tuple[tuple[str, Citation], ...] = ()
    """What else was published of it, each with its source."""


def _rate(low: float, high: float, among: str, source: Citation, standing: Standing = Standing.CHECKED) -> Rate:
    return Rate(low=low, high=high, among=among, source=source, standing=standing)


def _iv(percent: float) -> Rate:
    return _rate(percent, percent, "four infusions, 203 patients", src.RODRIGUES_2020)


def _esk(percent: float) -> Rate:
    return _rate(percent, percent, "esketamine alone, 378 patients", src.JANIK_2025)


def _label(low: float, high: float, among: str) -> Rate:
    return _rate(low, high, among, src.SPRAVATO)


_BLADDER = (_rate(0, 24.5, "therapeutic trials, mostly mild; few at low risk of bias", src.BLADDER_2025),)

_ALL = (
    Term(id="dissociation", label="Dissociation", group=Group.NEURO, on_rems_form=True, rates=(
        _iv(35.6), _esk(24.3), _label(61, 75, "esketamine trials, by CADSS, label of 2019"),
    )),
    Term(id="dizziness", label="Dizziness", group=Group.NEURO, rates=(_iv(45.2), _esk(21.7))),
    Term(id="drowsiness", label="Drowsiness or sedation", group=Group.NEURO, on_rems_form=True, rates=(_iv(56.4), _label(48, 61, "esketamine trials"))),
    Term(id="loss_of_consciousness", label="Loss of consciousness", group=Group.NEURO, on_rems_form=True, rates=(_label(0.3, 0.4, "esketamine trials"),)),
    Term(id="anxiety", label="Anxiety", group=Group.NEURO),
    Term(id="panic", label="Panic", group=Group.NEURO),
    Term(id="agitation", label="Agitation", group=Group.NEURO),
    Term(id="emergence_reaction", label="Emergence reaction", group=Group.NEURO, rates=(
        _rate(12, 12, "anaesthetic doses, about; may recur up to 24 hours later", src.KETALAR),
    )),
    Term(id="derealisation", label="Derealisation", group=Group.NEURO),
    Term(id="blurred_vision", label="Blurred or double vision", group=Group.NEURO),
    Term(id="nystagmus", label="Nystagmus", group=Group.NEURO),
    Term(id="vertigo", label="Vertigo", group=Group.NEURO),
    Term(id="hypoesthesia", label="Numbness", group=Group.NEURO),
    Term(id="headache", label="Headache", group=Group.NEURO, rates=(_esk(19.0),)),
    Term(id="feeling_drunk", label="Feeling drunk", group=Group.NEURO),
    Term(id="euphoria", label="Euphoria", group=Group.NEURO),
    Term(id="pressure_increased", label="Blood pressure increased", group=Group.HEART, on_rems_form=True, rates=(
        _rate(44.3, 44.3, "165/100 or more in one of four infusions, 203 patients; 12 % of them needed a drug", src.RODRIGUES_2020),
        _label(8, 19, "esketamine, rise of 40/25 or more within 1.5 hours, first 4 weeks; 1 to 4 % with placebo"),
    ), notes=(("mean rise of 3.28/3.17 mmHg at 30 min; none of 684 infusions was stopped for it", src.RIVA_POSSE_2018),)),
    Term(id="tachycardia", label="Tachycardia", group=Group.HEART),
    Term(id="palpitations", label="Palpitations", group=Group.HEART),
    Term(id="arrhythmia", label="Arrhythmia", group=Group.HEART),
    Term(id="hypotension", label="Hypotension", group=Group.HEART),
    Term(id="syncope", label="Fainting", group=Group.HEART),
    Term(id="nausea", label="Nausea", group=Group.GUT, rates=(_iv(13.3), _esk(24.8))),
    Term(id="vomiting", label="Vomiting", group=Group.GUT),
    Term(id="salivation", label="Salivation", group=Group.GUT),
    Term(id="dysgeusia", label="Odd taste", group=Group.GUT),
    Term(id="desaturation", label="Oxygen desaturation", group=Group.BREATHING, on_rems_form=True),
    Term(id="respiratory_depression", label="Respiratory depression", group=Group.BREATHING, on_rems_form=True),
    Term(id="apnoea", label="Apnoea", group=Group.BREATHING, on_rems_form=True),
    Term(id="laryngospasm", label="Laryngospasm", group=Group.BREATHING),
    Term(id="urinary_symptoms", label="Bladder symptoms", group=Group.URINARY, rates=_BLADDER, notes=(
        ("26.6 % with lower urinary tract symptoms among people who use ketamine recreationally", src.BLADDER_2025),
    )),
    Term(id="urinary_frequency", label="Urinary frequency", group=Group.URINARY),
    Term(id="urinary_urgency", label="Urinary urgency", group=Group.URINARY),
    Term(id="dysuria", label="Painful urination", group=Group.URINARY),
    Term(id="incontinence", label="Incontinence", group=Group.URINARY),
    Term(id="haematuria", label="Blood in the urine", group=Group.URINARY),
    Term(id="bladder_pain", label="Bladder pain", group=Group.URINARY),
    Term(id="transaminases_increased", label="Liver enzymes increased", group=Group.LIVER),
    Term(id="cholestasis", label="Cholestasis", group=Group.LIVER),
    Term(id="low_mood_after", label="Low mood afterwards", group=Group.MIND),
    Term(id="depression_worse", label="Depression worse", group=Group.MIND, rates=(
        _rate(8.4, 8.4, "after an intravenous induction, 537 patients", src.MCINNES_2022),
    )),
    Term(id="suicidal_thoughts", label="New or worse suicidal thoughts", group=Group.MIND, rates=(
        _rate(6.0, 6.0, "after an intravenous induction, 537 patients", src.MCINNES_2022),
    )),
    Term(id="insomnia", label="Insomnia", group=Group.MIND),
    Term(id="nightmares", label="Nightmares", group=Group.MIND),
    Term(id="flashback", label="Flashback", group=Group.MIND),
    Term(id="hypomania", label="Hypomania or mania", group=Group.MIND, rates=(_iv(0),)),
    Term(id="psychosis", label="Psychosis", group=Group.MIND, rates=(_iv(0),)),
    Term(id="craving", label="Craving", group=Group.MISUSE),
    Term(id="extra_doses", label="More taken than agreed", group=Group.MISUSE),
    Term(id="diversion", label="Drug given away or sold", group=Group.MISUSE),
    Term(id="tolerance", label="Tolerance", group=Group.MISUSE),
    Term(id="site_pain", label="Pain at the injection site", group=Group.LOCAL),
    Term(id="extravasation", label="Extravasation", group=Group.LOCAL),
    Term(id="nasal_discomfort", label="Nasal discomfort", group=Group.LOCAL),
    Term(id="mouth_numbness", label="Numb mouth", group=Group.LOCAL),
    Term(id="fall", label="Fall", group=Group.INJURY),
    Term(id="injury", label="Injury", group=Group.INJURY),
    Term(id="vehicle_accident", label="Vehicle accident", group=Group.INJURY),
    Term(id="anaphylaxis", label="Anaphylaxis", group=Group.OTHER),
    Term(id="seizure", label="Seizure", group=Group.OTHER),
)  # fmt: skip

TERMS: Mapping[str, Term] = MappingProxyType({term.id: term for term in _ALL})
"""Every entry by id, in the order a screen lists them."""

_LABELS = {term.label.casefold(): term for term in TERMS.values()}


def term_called(code: str) -> Term:
    """The entry with that id; KeyError when there is none."""
    return TERMS[code]


def term_for(words: str) -> Term | None:
    """The entry that these words name exactly, whatever their case; None for other words, which are kept as they are."""
    return _LABELS.get(" ".join(words.split()).casefold())
