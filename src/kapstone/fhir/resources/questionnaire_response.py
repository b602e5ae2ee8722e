"""A QuestionnaireResponse gives the answers to an instrument we know: to our own Questionnaire by its address, else by the LOINC codes of its items."""

from collections.abc import Iterator

from kapstone.facts import Implausible, Informant, MeasureAnswered
from kapstone.fhir._questionnaire import BASE
from kapstone.fhir._reading import Broken, Node
from kapstone.fhir._types import Context, Dated, Left, Reader, Taken
from kapstone.instruments import Instrument, Item, all_instruments, check_answers

_STATUSES = ("in-progress", "completed", "amended", "entered-in-error", "stopped")


def read(response: Node, _: Context) -> Taken | Left:
    status = response.need("status").choice(*_STATUSES)
    if status in {"in-progress", "entered-in-error", "stopped"}:
        return Left(f"its status is {status}")
    items = {item["linkId"].text().strip("/").rpartition("/")[2]: item for item in _items(response)}
    own = _own(response["questionnaire"].text())
    if isinstance(own, Left):
        return own
    instrument, answered = (own, _by_id(own, items)) if own else _by_codes(items)
    if not answered:
        return Left("Kapstone knows no instrument with these questions")
    answers: dict[str, int | None] = {}
    for item_id, node in answered.items():
        value = _value(node, instrument.item(item_id))
        if value is not None:
            answers[item_id] = value
    if not answers:
        return Left("none of its questions is answered")
    try:
        check_answers(instrument, answers)
    except Implausible as error:
        raise Broken(answered[error.field].place if error.field in answered else response.place, error.sentence) from error
    fact = MeasureAnswered(
        instrument=instrument.id, instrument_version=instrument.version, answers=answers, informant=Informant.IMPORT
    )
    return Taken((Dated(fact, response["authored"].moment()),))


def _items(node: Node) -> Iterator[Node]:
    for item in node["item"]:
        yield item
        yield from _items(item)


def _own(canonical: str) -> Instrument | Left | None:
    """The instrument whose Questionnaire we export under that address; None for the address of another."""
    address, _, version = canonical.partition("|")
    instrument = all_instruments().get(address.removeprefix(f"{BASE}:")) if address.startswith(f"{BASE}:") else None
    if instrument is not None and version and version != instrument.version:
        return Left(f"it answers version {version} of {instrument.short}; Kapstone keeps version {instrument.version}")
    return instrument


def _by_id(instrument: Instrument, items: dict[str, Node]) -> dict[str, Node]:
    return {item.id: items[item.id] for item in instrument.items if item.id in items}


def _by_codes(items: dict[str, Node]) -> tuple[Instrument, dict[str, Node]]:
    """The instrument with the most matches; of two the shorter one, as the PHQ-2 is not a PHQ-9 with gaps."""
    found = ((each, _matched(each, items)) for each in all_instruments().values())
    return max(found, key=lambda pair: (len(pair[1]), -len(pair[0].items)))


def _matched(instrument: Instrument, items: dict[str, Node]) -> dict[str, Node]:
    return {item.id: items[item.loinc] for item in instrument.items if item.loinc and item.loinc in items}


def _value(node: Node, item: Item | None) -> int | None:
    by_code = {option.code or str(option.value): option.value for option in item.options} if item else {}
    for answer in node["answer"]:
        if answer["valueInteger"]:
            return int(answer["valueInteger"].number())
        if answer["valueDecimal"]:
            return int(answer["valueDecimal"].number())
        if answer["valueCoding"]:
            code = answer["valueCoding"]["code"].text()
            if code not in by_code and item is not None and item.is_scored:
                raise Broken(answer.place, f"{code!r} is not an answer to this question")
            return by_code.get(code)
    return None


READER = Reader("QuestionnaireResponse", read)
