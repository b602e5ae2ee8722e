"""A MedicationRequest or MedicationStatement gives a line of the medication list, to be reconciled by a clinician."""

from kapstone.facts import MedicationListed
from kapstone.fhir._reading import Broken, Node
from kapstone.fhir._types import Context, Dated, Left, Reader, Taken

_RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
_TAKEN = {"active", "on-hold", "intended", "unknown"}
_STATUSES = (
    "active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown", "intended", "not-taken",
)  # fmt: skip


def concept_of(resource: Node, context: Context) -> Node | None:
    """The medicine as a CodeableConcept: said here or in the Medication that is referred to; None when that is elsewhere."""
    said = resource["medicationCodeableConcept"]
    if said:
        return said
    reference = resource["medicationReference"]["reference"].text() if resource["medicationReference"] else ""
    if not reference:
        raise Broken(f"{resource.place}.medication[x]", "a medicine is required and missing")
    if reference.startswith("#"):
        medication = next((each for each in resource["contained"] if each["id"].text() == reference[1:]), None)
    else:
        medication = context.resolve(reference)
    if medication is None and reference.startswith(("#", "urn:")):
        raise Broken(f"{resource.place}.medicationReference", f"{reference} has to be in this file and is not")
    return medication.need("code") if medication else None


def read(resource: Node, context: Context) -> Taken | Left:
    status = resource.need("status").choice(*_STATUSES)
    if status == "entered-in-error":
        return Left("it was entered in error")
    if status == "draft":
        return Left("it is a draft that nobody signed")
    if resource["doNotPerform"].value is True:
        return Left("it says not to give the medicine")
    concept = concept_of(resource, context)
    if concept is None:
        return Left("the medicine it refers to is not in this file")
    dosage = next(iter(resource["dosageInstruction"]), None) or next(iter(resource["dosage"]), None)
    fact = MedicationListed(
        name=concept.concept() or "unnamed medicine",
        rxcui=concept.code_in(_RXNORM),
        directions=dosage["text"].text() if dosage else "",
        is_taken=status in _TAKEN,
        as_needed=bool(dosage and dosage["asNeededBoolean"].value is True),
    )
    at = resource["authoredOn"].moment() or resource["dateAsserted"].moment() or resource["effectiveDateTime"].moment()
    return Taken((Dated(fact, at),))


READER = (Reader("MedicationRequest", read), Reader("MedicationStatement", read))
