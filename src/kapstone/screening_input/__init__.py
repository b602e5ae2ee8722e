"""A patient described in one JSON file, as facts: strictly read, every mistake named by its path.

The format is documented in docs/reference/screen-input.md.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import get_type_hints
from uuid import NAMESPACE_OID, UUID, uuid5

from kapstone.chart import Chart, Place
from kapstone.facts import (
    KINDS,
    Analyte,
    Answer,
    ConcernResolved,
    ConsentCountersigned,
    ConsentGiven,
    ConsentWithdrawn,
    Drug,
    Fact,
    Facts,
    HeightMeasured,
    HistoryAnswered,
    Implausible,
    Indication,
    MeasureAnswered,
    PersonDescribed,
    Record,
    Route,
    Sex,
    TherapistMatched,
    WeightMeasured,
    decode,
)
from kapstone.facts.history import HISTORY
from kapstone.findings import Role
from kapstone.instruments import all_instruments, score_of
from kapstone.screening_input._json import (
    JSON,
    Refused,
    choice,
    day,
    known_keys,
    listed,
    mapping,
    moment,
    parsed,
    sequence,
)
from kapstone.strict import did_you_mean

__all__ = ["Described", "Refused", "read_patient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a file said: the facts, the moment they are judged at, and the programme it names."""

    facts: Facts
    as_of: datetime
    indication: Indication | None = None
    drug: Drug | None = None
    route: Route | None = None
    place: str | None = None

    def chart(self, *, limits: Mapping[str, Mapping[str, float]] | None = None) -> Chart:
        return Chart(
            facts=self.facts,
            now=self.as_of,
            indication=self.indication,
            route=self.route,
            place=self.place or Place.CLINIC,
            drug=self.drug,
            limits=limits or {},
        )


def read_patient(text: str, *, now: datetime) -> Described:
    """Read the description. `now` is the moment it is judged at where the file has no `as_of`."""
    body = parsed(text)
    known_keys("", body, {*_PLAIN, *_OBJECTS, *_LISTS, "birth_date", "sex_at_birth", "residence_state", "history"})
    as_of = moment("as_of", body["as_of"], None) if "as_of" in body else now
    reader = _Reader(as_of)
    reader.person(body)
    for item, said in mapping("history", body.get("history", {})).items():
        reader.history(item, said)
    for key, kind in _LISTS.items():
        for index, entry in enumerate(sequence(key, body.get(key, []))):
            reader.entry(f"{key}[{index}]", kind, entry)
    for key, take in _OBJECTS.items():
        if key in body:
            take(reader, key, body[key])
    return Described(
        facts=Facts(reader.records),
        as_of=as_of,
        indication=choice("indication", body, Indication),
        drug=choice("drug", body, Drug),
        route=choice("route", body, Route),
        place=choice("place", body, _PlaceWord),
    )


class _PlaceWord(StrEnum):
    CLINIC = Place.CLINIC
    HOME = Place.HOME


class _Reader:
    """Collects the records; each gets an id from its place in the file, so the same file gives the same facts."""

    def __init__(self, as_of: datetime) -> None:
        self.as_of = as_of
        self.records: list[Record[Fact]] = []

    def add(self, path: str, fact: Fact, at: datetime, *, by_role: str = "") -> UUID:
        known = uuid5(NAMESPACE_OID, f"screen {path}")
        self.records.append(Record(id=known, fact=fact, at=at, recorded_at=self.as_of, via="file", by_role=by_role))
        return known

    def person(self, body: Mapping[str, JSON]) -> None:
        if "birth_date" not in body:
            if "sex_at_birth" in body:
                raise Refused("birth_date", "is needed together with sex_at_birth")
            return
        born = day("birth_date", body["birth_date"])
        if born > self.as_of.date():
            raise Refused("birth_date", f"{born} lies in the future")
        if self.as_of.year - born.year > _OLDEST:
            raise Refused("birth_date", f"{born} is too long ago")
        sex = choice("sex_at_birth", body, Sex)
        if sex is None:
            raise Refused("sex_at_birth", f"is missing; say one of {listed(Sex)}")
        state = body.get("residence_state", "")
        if not isinstance(state, str) or (state and not (len(state) == 2 and state.isalpha() and state.isupper())):
            raise Refused("residence_state", "say the state in two capital letters, such as OR")
        self.add("birth_date", PersonDescribed(birth_date=born, sex_at_birth=sex, residence_state=state), self.as_of)

    def history(self, item: str, said: JSON) -> None:
        path = f"history.{item}"
        if item not in HISTORY:
            raise Refused(path, f"no history item is called {item}{did_you_mean(item, HISTORY)}")
        given = {"answer": said} if not isinstance(said, dict) else said
        known_keys(path, given, {"answer", "on", "detail"})
        answer = given.get("answer")
        if not isinstance(answer, str) or answer not in set(Answer):
            raise Refused(path, f"answer one of {listed(Answer)}")
        on = day(f"{path}.on", given["on"]) if given.get("on") is not None else None
        if on is not None and on > self.as_of.date():
            raise Refused(f"{path}.on", f"{on} lies after {self.as_of:%Y-%m-%d}")
        detail = given.get("detail", "")
        if not isinstance(detail, str):
            raise Refused(f"{path}.detail", "is text")
        self.add(path, HistoryAnswered(item=item, answer=Answer(answer), on=on, detail=detail), self.as_of)

    def entry(self, path: str, kind: str, said: JSON) -> None:
        """One fact, written with its own field names and `at`."""
        given = dict(mapping(path, said))
        at = self.when(path, given.pop("at", None))
        follow_up = given.pop("follow_up", None) if kind == "MeasureAnswered" else None
        if kind == "MeasureAnswered":
            self._prepare_measure(path, given)
        known_keys(path, given, set(KINDS[kind].__dataclass_fields__) - _OURS)
        fact = _decoded(path, kind, given)
        _CHECKS.get(kind, _fine)(path, fact)
        known = self.add(path, fact, at)
        if follow_up is not None:
            place = f"{path}.follow_up"
            found = dict(mapping(place, follow_up))
            when = self.when(place, found.pop("at", None))
            known_keys(place, found, set(ConcernResolved.__dataclass_fields__) - {"concern"})
            resolved = _decoded(place, "ConcernResolved", found | {"concern": str(known)})
            self.add(place, resolved, when, by_role=Role.PRESCRIBER)

    def _prepare_measure(self, path: str, given: dict[str, JSON]) -> None:
        name = given.get("instrument")
        instrument = all_instruments().get(name) if isinstance(name, str) else None
        if instrument is None and not (isinstance(name, str) and "total_only" in given and name in _TOTALS):
            raise Refused(f"{path}.instrument", f"no instrument is called {name!r}{did_you_mean(str(name), all_instruments())}")
        given.setdefault("instrument_version", instrument.version if instrument else "")
        for item, value in mapping(f"{path}.answers", given.setdefault("answers", {})).items():
            if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
                raise Refused(f"{path}.answers.{item}", "is a whole number, or null where the answer was withheld")

    def amount(self, key: str, said: JSON) -> None:
        if isinstance(said, bool) or not isinstance(said, int | float):
            raise Refused(key, "is a number")
        try:
            measured = WeightMeasured(kilograms=said) if key == "weight_kg" else HeightMeasured(centimetres=said)
            self.add(key, measured, self.as_of)
        except Implausible as error:
            raise Refused(key, error.sentence) from None

    def consent(self, key: str, said: JSON) -> None:
        given = dict(mapping(key, said))
        known_keys(key, given, {"at", "teach_back_percent", "countersigned", "withdrawn"})
        at = self.when(key, given.get("at"))
        body = {
            "document": "consent",
            "document_version": "1",
            "digest": "",
            "acknowledged": (),
            "teach_back": {},
            "signature": "patient",
        }
        percent = given.get("teach_back_percent", 0)
        known = self.add(key, _decoded(key, ConsentGiven.__name__, body | {"teach_back_percent": percent}), at)
        for flag in ("countersigned", "withdrawn"):
            if not isinstance(given.get(flag, False), bool):
                raise Refused(f"{key}.{flag}", "is true or false")
        if given.get("countersigned"):
            self.add(f"{key}.countersigned", ConsentCountersigned(consent=known, signature="clinician"), at)
        if given.get("withdrawn"):
            self.add(f"{key}.withdrawn", ConsentWithdrawn(consent=known), self.as_of)

    def therapist(self, key: str, said: JSON) -> None:
        if not isinstance(said, str) or not said.strip():
            raise Refused(key, "is the therapist's name")
        self.add(key, TherapistMatched(therapist=uuid5(NAMESPACE_OID, said), therapist_name=said), self.as_of)

    def when(self, path: str, said: JSON) -> datetime:
        return self.as_of if said is None else moment(f"{path}.at", said, self.as_of)


_OLDEST = 120
_PLAIN = frozenset({"as_of", "indication", "drug", "route", "place"})
_LISTS = {
    "vitals": "VitalsTaken",
    "labs": "LabResulted",
    "medications": "MedicationListed",
    "allergies": "AllergyListed",
    "measures": "MeasureAnswered",
    "trials": "TreatmentTried",
    "diagnoses": "DiagnosisMade",
    "evaluations": "EvaluationDone",
    "dispensed": "DosesDispensed",
}
_OBJECTS: dict[str, Callable[[_Reader, str, JSON], None]] = {
    "weight_kg": _Reader.amount,
    "height_cm": _Reader.amount,
    "pregnancy_test": lambda reader, key, said: reader.entry(key, "PregnancyTested", said),
    "drug_screen": lambda reader, key, said: reader.entry(key, "DrugScreened", said),
    "pdmp": lambda reader, key, said: reader.entry(key, "PrescriptionMonitoringChecked", said),
    "ecg": lambda reader, key, said: reader.entry(key, "EcgRead", said),
    "urinalysis": lambda reader, key, said: reader.entry(key, "UrinalysisDone", said),
    "home": lambda reader, key, said: reader.entry(key, "HomeSettingChecked", said),
    "medications_reconciled": lambda reader, key, said: reader.entry(key, "MedicationsReconciled", said),
    "consent": _Reader.consent,
    "therapist": _Reader.therapist,
}
_OURS = frozenset({"session", "is_artefact", "moment", "device", "is_validated"})
"""Fields of facts that a description of one patient has no use for."""
_TOTALS = frozenset({"caps5", "des2", "lsas", "moca", "stopbang", "ymrs"})
"""Instruments that rules read and that are only known by their total."""
_UNITS = {
    Analyte.ALT: ("U/L", "IU/L"),
    Analyte.AST: ("U/L", "IU/L"),
    Analyte.ALP: ("U/L", "IU/L"),
    Analyte.BILIRUBIN: ("mg/dL", "umol/L"),
    Analyte.EGFR: ("mL/min/{1.73_m2}", "mL/min/1.73m2"),
    Analyte.TSH: ("mIU/L", "m[IU]/L", "u[IU]/mL"),
    Analyte.GLUCOSE: ("mg/dL", "mmol/L"),
    Analyte.HBA1C: ("%", "mmol/mol"),
    Analyte.POTASSIUM: ("mmol/L", "meq/L"),
    Analyte.ALCOHOL: ("g/L", "mg/dL", "mg/L"),
}


def _lab_unit(path: str, fact: Fact) -> None:
    allowed = _UNITS.get(getattr(fact, "analyte", Analyte.OTHER))
    unit = getattr(fact, "unit", "")
    if allowed and unit not in allowed:
        raise Refused(f"{path}.unit", f"{unit!r} is no unit of this test; use {' or '.join(allowed)}")


def _measure_answers(path: str, fact: Fact) -> None:
    assert isinstance(fact, MeasureAnswered)
    if fact.instrument not in all_instruments():
        return
    try:
        score_of(fact)
    except Implausible as error:
        place = f"{path}.{error.field}" if error.field == "total_only" else f"{path}.answers.{error.field}"
        raise Refused(place, error.sentence) from None


def _fine(_path: str, _fact: Fact) -> None:
    return None


_CHECKS: dict[str, Callable[[str, Fact], None]] = {"LabResulted": _lab_unit, "MeasureAnswered": _measure_answers}


def _decoded(path: str, kind: str, given: Mapping[str, JSON]) -> Fact:
    try:
        return decode(kind, KINDS[kind].version, given)
    except Implausible as error:
        field, sentence = _in_words(kind, error)
        raise Refused(f"{path}.{field}" if field else path, sentence) from None


_NAMES = {
    "str": "text",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
}


def _in_words(kind: str, error: Implausible) -> tuple[str, str]:
    """The decoder's own remarks, said to a person: which field, what it should be, what it is."""
    if missing := re.fullmatch(r"Object missing required field `(\w+)`", error.sentence):
        return missing[1], "is missing"
    if error.sentence.startswith("Invalid enum value"):
        words = get_type_hints(KINDS[kind])[error.field]
        return error.field, f"say one of {listed(words)}"
    if wrong := re.fullmatch(r"Expected `([\w| ]+)`, got `(\w+)`", error.sentence):
        wanted = " or ".join(_NAMES.get(word, word) for word in wrong[1].split(" | ") if word != "null")
        return error.field, f"is {wanted}, not {_NAMES.get(wrong[2], wrong[2])}"
    return ("" if error.field == kind else error.field), error.sentence
