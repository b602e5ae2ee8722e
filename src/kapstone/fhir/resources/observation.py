"""An Observation gives vitals, weight, height, a laboratory result, a pregnancy test, or the score of a known instrument."""

from dataclasses import replace

from kapstone.facts import (
    Analyte,
    HeightMeasured,
    Implausible,
    Informant,
    LabResulted,
    MeasureAnswered,
    PregnancyTested,
    TestResult,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.facts._base import Fact
from kapstone.fhir._reading import Broken, Node
from kapstone.fhir._types import Context, Dated, Left, Reader, Taken
from kapstone.fhir._units import quantity
from kapstone.instruments import Instrument, all_instruments

LOINC = "http://loinc.org"
_STATUSES = (
    "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown",
)  # fmt: skip
_PRESSURE = {"85354-9", "55284-4"}
_SYSTOLIC, _DIASTOLIC = "8480-6", "8462-4"
_VITALS = {
    "8867-4": ("heart_rate_per_min", "per min"),
    "9279-1": ("respiratory_rate_per_min", "per min"),
    "59408-5": ("spo2_percent", "%"),
    "2708-6": ("spo2_percent", "%"),
    "8310-5": ("temperature_celsius", "°C"),
}
_ANALYTES = {
    "1742-6": Analyte.ALT,
    "1920-8": Analyte.AST,
    "1975-2": Analyte.BILIRUBIN,
    "33914-3": Analyte.EGFR,
    "62238-1": Analyte.EGFR,
    "48642-3": Analyte.EGFR,
    "48643-1": Analyte.EGFR,
    "98979-8": Analyte.EGFR,
    "3016-3": Analyte.TSH,
    "11580-8": Analyte.TSH,
    "2345-7": Analyte.GLUCOSE,
    "2339-0": Analyte.GLUCOSE,
    "4548-4": Analyte.HBA1C,
    "2823-3": Analyte.POTASSIUM,
    "6298-4": Analyte.POTASSIUM,
}
"""LOINC to the analytes rules read. These codes are common knowledge of the field; a clinic confirms its laboratory's own."""
_CHILD = Left("a small child's measurement; files that hold a whole life have them, and they are not kept")
_PREGNANCY = {"2106-3", "2118-8", "80384-1"}
_POSITIVE, _NEGATIVE = {"10828004", "LA6576-8", "POS"}, {"260385009", "LA6577-6", "NEG"}


def read(observation: Node, context: Context) -> Taken | Left:
    status = observation.need("status").choice(*_STATUSES)
    code = observation.need("code")
    if status in {"cancelled", "entered-in-error", "registered"}:
        return Left(f"its status is {status}")
    loinc = {coding.code for coding in code.codings() if coding.system == LOINC}
    if observation["dataAbsentReason"]:
        return Left(f"it holds no value ({observation['dataAbsentReason'].concept() or 'reason not given'})")
    period = observation["effectivePeriod"]
    at = observation["effectiveDateTime"].moment() or (period["start"].moment() if period else None)
    try:
        fact = _fact(observation, loinc, context)
    except Implausible as error:
        raise Broken(f"{observation.place} ({error.field})", error.sentence) from error
    return fact if isinstance(fact, Left) else Taken((Dated(fact, at),))


def _fact(observation: Node, loinc: set[str], context: Context) -> Fact | Left:
    if loinc & _PRESSURE:
        return _pressure(observation)
    for code, (field, unit) in _VITALS.items():
        if code in loinc:
            return VitalsTaken(**{field: quantity(observation.need("valueQuantity"), unit)})  # type: ignore[arg-type]  # every field there is a number
    if "29463-7" in loinc:
        kilograms = quantity(observation.need("valueQuantity"), "kg")
        return _CHILD if 0.3 <= kilograms < 20 else WeightMeasured(kilograms=kilograms)
    if "8302-2" in loinc:
        centimetres = quantity(observation.need("valueQuantity"), "cm")
        return _CHILD if 20 <= centimetres < 90 else HeightMeasured(centimetres=centimetres)
    if loinc & _PREGNANCY:
        return _pregnancy(observation)
    for instrument in all_instruments().values():
        if instrument.loinc_panel and instrument.loinc_panel in loinc:
            return _panel(observation, instrument, context)
        if instrument.loinc_total and instrument.loinc_total in loinc:
            return _total(observation, instrument)
        if loinc & {item.loinc for item in instrument.items if item.loinc}:
            return Left(f"one item of {instrument.short}; it is taken with its panel or questionnaire")
    if observation["valueQuantity"] and _is_laboratory(observation):
        return _laboratory(observation, loinc)
    return Left("Kapstone keeps no fact of this kind")


def _pressure(observation: Node) -> Fact | Left:
    parts: dict[str, float] = {}
    for component in observation["component"]:
        code = component["code"].code_in(LOINC)
        if code in {_SYSTOLIC, _DIASTOLIC} and component["valueQuantity"]:
            parts[code] = quantity(component["valueQuantity"], "mmHg")
    if len(parts) < len({_SYSTOLIC, _DIASTOLIC}):
        return Left("it holds only one of the two numbers" if parts else "it holds no value")
    return VitalsTaken(systolic_mmhg=parts.get(_SYSTOLIC), diastolic_mmhg=parts.get(_DIASTOLIC))


def _pregnancy(observation: Node) -> Fact | Left:
    codes = (
        {coding.code for coding in observation["valueCodeableConcept"].codings()}
        if observation["valueCodeableConcept"]
        else set()
    )
    if codes & _POSITIVE:
        return PregnancyTested(result=TestResult.POSITIVE)
    if codes & _NEGATIVE:
        return PregnancyTested(result=TestResult.NEGATIVE)
    return Left("its result is neither positive nor negative")


def _is_laboratory(observation: Node) -> bool:
    return any(coding.code == "laboratory" for category in observation["category"] for coding in category.codings())


def _laboratory(observation: Node, loinc: set[str]) -> Fact | Left:
    value = observation["valueQuantity"]
    unit = value["code"].text() or value["unit"].text()
    if not unit:
        raise Broken(value.place, "a laboratory result needs its unit")
    if value["comparator"]:
        return Left(f"its value is only a bound ({value['comparator'].text()} {value.need('value').number():g} {unit})")
    reference = next(iter(observation["referenceRange"]), None)
    analyte = next((_ANALYTES[code] for code in sorted(loinc) if code in _ANALYTES), Analyte.OTHER)
    return LabResulted(
        analyte=analyte,
        value=value.need("value").number(),
        unit=unit,
        upper_limit=_bound(reference, "high"),
        lower_limit=_bound(reference, "low"),
        label=observation["code"].concept(),
        loinc=min(loinc, default=""),
    )


def _bound(reference: Node | None, side: str) -> float | None:
    if reference is None or not reference[side]:
        return None
    return reference[side].need("value").number()


def _total(observation: Node, instrument: Instrument) -> Fact | Left:
    value = observation["valueQuantity"]["value"] if observation["valueQuantity"] else observation["valueInteger"]
    if not value:
        return Left("it holds no value")
    low, high = instrument.range
    total = value.number()
    if not low <= total <= high:
        raise Broken(value.place, f"{total:g} is not a total of {instrument.short}, which runs from {low:g} to {high:g}")
    return MeasureAnswered(
        instrument=instrument.id,
        instrument_version=instrument.version,
        answers={},
        informant=Informant.IMPORT,
        total_only=total,
    )


def _panel(observation: Node, instrument: Instrument, context: Context) -> Fact | Left:
    answers: dict[str, int | None] = {}
    total: float | None = None
    for member in observation["hasMember"]:
        item_observation = context.resolve(member["reference"].text())
        if item_observation is None or item_observation["resourceType"].text() != "Observation":
            continue
        code = item_observation["code"].code_in(LOINC)
        if code == instrument.loinc_total and item_observation["valueQuantity"]:
            total = item_observation["valueQuantity"].need("value").number()
        item = next((item for item in instrument.items if item.loinc == code), None)
        if (
            item is not None
            and (value := _answer(item_observation, {option.code: option.value for option in item.options})) is not None
        ):
            answers[item.id] = value
    if not answers and total is None:
        return Left("none of its answers is in this file")
    fact = MeasureAnswered(
        instrument=instrument.id,
        instrument_version=instrument.version,
        answers=answers,
        informant=Informant.IMPORT,
        total_only=total,
    )
    return replace(fact, total_only=None) if answers else fact


def _answer(observation: Node, by_code: dict[str, int]) -> int | None:
    if observation["valueInteger"]:
        return int(observation["valueInteger"].number())
    if observation["valueCodeableConcept"]:
        return next((by_code[c.code] for c in observation["valueCodeableConcept"].codings() if c.code in by_code), None)
    return None


READER = Reader("Observation", read)
