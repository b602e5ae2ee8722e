"""A Condition gives a diagnosis. It suggests what to ask at screening and never answers a history item by itself."""

from kapstone.facts import DiagnosisMade
from kapstone.fhir._reading import Node
from kapstone.fhir._types import Context, Dated, Left, Reader, Taken

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"


def read(condition: Node, _: Context) -> Taken | Left:
    code = condition.need("code")
    if condition["verificationStatus"].code_in(_VERIFICATION) in {"refuted", "entered-in-error"}:
        return Left("it was refuted or entered in error")
    status = condition["clinicalStatus"].code_in(_CLINICAL)
    first = next(iter(code.codings()), None)
    at = condition["onsetDateTime"].moment() or condition["recordedDate"].moment()
    fact = DiagnosisMade(
        code=first.code if first else "",
        system=first.system if first else "",
        label=code.concept() or "unnamed condition",
        is_active=status in {"", "active", "recurrence", "relapse"},
    )
    return Taken((Dated(fact, at),))


READER = Reader("Condition", read)
