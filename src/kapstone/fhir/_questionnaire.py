"""An instrument out: as a FHIR R4 Questionnaire, with the codes that are confirmed and no others."""

from typing import Any

from kapstone.instruments import Direction, Instrument, Item, Option, When, require_text

__all__ = ["BASE", "questionnaire"]

_LOINC = "http://loinc.org"
_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
BASE = "urn:kapstone:questionnaire"
"""Under this our Questionnaires have their addresses, followed by a colon and the id."""
_Json = dict[str, Any]  # Any: JSON values


def questionnaire(instrument: Instrument, *, base: str = BASE) -> _Json:
    """The Questionnaire, as plain JSON values; `base` and the id make its canonical address.

    Item ids are the `linkId`s. Scores stay with Kapstone and are computed from the answers; where an instrument has a total, a read-only
    item keeps its place. Raises TextNotSupplied for an instrument whose licensed wording is not here.
    """
    one = require_text(instrument)
    url = f"{base}:{one.id}" if base.startswith("urn:") else f"{base.rstrip('/')}/{one.id}"
    found: _Json = {
        "resourceType": "Questionnaire",
        "id": one.id.replace("_", "-"),
        "url": url,
        "version": one.version,
        "name": "".join(part.capitalize() for part in one.id.split("_")),
        "title": one.title,
        "status": "active",
        "experimental": False,
        "subjectType": ["Patient"],
        "date": one.review.reviewed_on.isoformat(),
        "publisher": one.review.authored_by,
        "description": f"Measures {one.about}; asks about {one.recall}.",
        "copyright": f"{one.copyright} Wording {one.licence.words}.".strip(),
        "lastReviewDate": one.review.reviewed_on.isoformat(),
        "item": [*_stem(one), *_questions(one, url), *_total(one)],
    }
    if one.loinc_panel:
        found["code"] = [_loinc(one.loinc_panel, one.title)]
    return found


def _stem(one: Instrument) -> list[_Json]:
    return [{"linkId": f"{one.id}_stem", "type": "display", "text": one.stem}] if one.stem else []


def _questions(one: Instrument, url: str) -> list[_Json]:
    if one.template is None:
        return [_question(one, item, url) for item in one.items]
    goal = {"linkId": f"{one.id}_name", "type": "string", "text": "In the patient's own words", "required": True}
    group = {"linkId": f"{one.id}_each", "type": "group", "text": one.template.name, "repeats": True, "required": True}
    return [group | {"item": [goal, _question(one, one.template, url)]}]


def _question(one: Instrument, item: Item, url: str) -> _Json:
    asked: _Json = {
        "linkId": item.id,
        "type": "choice",
        "text": item.text,
        "required": item.is_scored and not item.or_else,
        "answerOption": [
            {
                "extension": [{"url": _ORDINAL, "valueDecimal": item.worth(option.value)}],
                "valueCoding": _coding(item, option, url),
            }
            for option in item.options
        ],
    }
    if item.loinc:
        asked["code"] = [_loinc(item.loinc, item.name)]
    if item.when is not None:
        asked |= _enabled(one, item.when, url)
    return asked


def _enabled(one: Instrument, when: When, url: str) -> _Json:
    """Shown when any of the answers it waits for was given."""
    conditions = []
    for item_id in when.items:
        item = one.item(item_id)
        assert item is not None, f"{one.id} waits for an item it does not have: {item_id}"
        conditions += [
            {"question": item_id, "operator": "=", "answerCoding": _coding(item, option, url)}
            for option in item.options
            if option.value in when.values
        ]
    return {"enableWhen": conditions} | ({"enableBehavior": "any"} if len(conditions) > 1 else {})


def _coding(item: Item, option: Option, url: str) -> _Json:
    """The LOINC answer where there is one, else the value itself among the answers of that item."""
    if option.code:
        return {"system": _LOINC, "code": option.code, "display": option.label}
    return {"system": f"{url}:{item.id}", "code": str(option.value), "display": option.label}


def _total(one: Instrument) -> list[_Json]:
    if not one.has_total or one.triage is not None:
        return []
    better = "" if one.direction is Direction.NEITHER else f", {one.direction.value.replace('_', ' ')}"
    total: _Json = {
        "linkId": f"{one.id}_total",
        "type": "decimal",
        "text": f"Total{better}",
        "readOnly": True,
        "required": False,
    }
    if one.loinc_total:
        total["code"] = [_loinc(one.loinc_total, f"{one.short} total")]
    return [total]


def _loinc(code: str, display: str) -> _Json:
    return {"system": _LOINC, "code": code, "display": display}
