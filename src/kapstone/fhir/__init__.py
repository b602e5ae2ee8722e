"""FHIR R4 in: a Bundle or NDJSON becomes people with facts, each resource taken or left with the reason, or the whole is refused."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache

from kapstone import catalogue
from kapstone.facts import Implausible, digest_of
from kapstone.fhir._questionnaire import questionnaire
from kapstone.fhir._reading import Broken, Node, json_of
from kapstone.fhir._types import Context, Dated, Identity, Left, Line, Person, Reader, Reading, Taken
from kapstone.fhir.resources.patient import identity_of

__all__ = ["Broken", "Dated", "Identity", "Line", "Person", "Reading", "questionnaire", "read"]


@cache
def _readers() -> dict[str, Reader]:
    return catalogue.entries("kapstone.fhir.resources", Reader, name="READER")


def read(text: str, *, today: date) -> Reading:
    """Read a whole file. Raises Broken, naming the place and the reason, and then nothing of it may be used."""
    resources = list(_resources(text))
    by_reference = {name: node for full_url, node in resources for name in _names(full_url, node)}
    context = Context(resources=by_reference)
    patients = [node for _, node in resources if _type(node) == "Patient"]
    lines = [(node, _line(node, context)) for _, node in resources]
    people = tuple(_person(patient, lines, by_reference, today) for patient in patients)
    claimed = {line.place for person in people for line in person.lines}
    left = tuple(_unclaimed(node, line) for node, line in lines if line.place not in claimed)
    return Reading(people=people, left=left)


def _resources(text: str) -> Iterator[tuple[str, Node]]:
    """(fullUrl, resource) of each entry of a Bundle, or of each line of NDJSON."""
    stripped = text.lstrip("\ufeff").strip()
    if not stripped:
        raise Broken("file", "it is empty")
    try:
        document = json_of(stripped, "file")
    except json.JSONDecodeError as error:
        if "\n" not in stripped or error.msg != "Extra data":
            raise Broken(f"line {error.lineno}, column {error.colno}", f"this is not JSON: {error.msg}") from None
        yield from _ndjson(stripped)
        return
    root = Node(document, "Bundle")
    if not isinstance(document, dict):
        raise Broken("file", "expected a FHIR Bundle or NDJSON, one resource a line")
    kind = root.need("resourceType").text()
    if kind != "Bundle":
        yield "", Node(document, kind)
        return
    root.need("type").choice(
        "document",
        "message",
        "transaction",
        "transaction-response",
        "batch",
        "batch-response",
        "history",
        "searchset",
        "collection",
    )
    for entry in root["entry"]:
        resource = entry.need("resource")
        resource.need("resourceType").text()
        yield entry["fullUrl"].text(), resource


def _ndjson(text: str) -> Iterator[tuple[str, Node]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            node = Node(json_of(line, f"line {number}"), f"line {number}")
        except json.JSONDecodeError as error:
            raise Broken(f"line {number}, column {error.colno}", f"this is not JSON: {error.msg}") from None
        node.need("resourceType").text()
        yield "", node


def _type(node: Node) -> str:
    return node["resourceType"].text()


def _names(full_url: str, node: Node) -> Iterator[str]:
    if full_url:
        yield full_url
    if node["id"]:
        yield f"{_type(node)}/{node['id'].text()}"


def _line(node: Node, context: Context) -> Line:
    reader = _readers().get(_type(node))
    try:
        outcome = reader.read(node, context) if reader else Left(f"Kapstone does not keep {_type(node)}")
    except Implausible as error:
        raise Broken(f"{node.place} ({error.field})", error.sentence) from error
    name = f"{_type(node)}/{node['id'].text() or 'without id'}"
    digest = digest_of(node.value)
    match outcome:
        case Taken(facts):
            return Line(place=node.place, resource=name, digest=digest, taken=facts)
        case Left(reason):
            return Line(place=node.place, resource=name, digest=digest, left=reason)


def _person(patient: Node, lines: list[tuple[Node, Line]], by_reference: dict[str, Node], today: date) -> Person:
    identity = identity_of(patient)
    if identity.birth_date > today:
        raise Broken(f"{patient.place}.birthDate", f"{identity.birth_date} lies in the future")
    mine = tuple(line for node, line in lines if node is patient or _subject(node, by_reference) is patient)
    return Person(reference=f"Patient/{patient['id'].text()}", identity=identity, lines=mine)


def _subject(node: Node, by_reference: dict[str, Node]) -> Node | None:
    for member in ("subject", "patient"):
        held = node[member]
        if held and isinstance(held.value, dict) and (reference := held["reference"].text()):
            return by_reference.get(reference)
    return None


def _unclaimed(node: Node, line: Line) -> Line:
    if not line.taken:
        return line
    held = next((node[m]["reference"].text() for m in ("subject", "patient") if isinstance(node[m].value, dict)), "")
    if held.startswith("urn:"):
        raise Broken(f"{node.place}.subject", f"{held} has to be in this file and is not")
    reason = f"its patient ({held}) is not in this file" if held else "it names no patient"
    return Line(place=line.place, resource=line.resource, digest=line.digest, left=reason)
