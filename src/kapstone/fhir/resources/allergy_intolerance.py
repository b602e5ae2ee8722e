"""An AllergyIntolerance gives an allergy; a coded "no known allergy" is left, because only a clinician may say so here."""

from kapstone.facts import AllergyListed
from kapstone.fhir._reading import Node
from kapstone.fhir._types import Context, Dated, Left, Reader, Taken

_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_NONE_KNOWN = {"716186003", "409137002", "428607008", "429625007"}


def read(allergy: Node, _: Context) -> Taken | Left:
    if allergy["verificationStatus"].code_in(_VERIFICATION) in {"refuted", "entered-in-error"}:
        return Left("it was refuted or entered in error")
    code = allergy["code"]
    if code and any(coding.code in _NONE_KNOWN for coding in code.codings()):
        return Left("it says that none is known; a clinician has to ask and record that")
    substance = code.concept()
    if not substance:
        return Left("it names no substance")
    reactions = [sign.concept() for reaction in allergy["reaction"] for sign in reaction["manifestation"]]
    severities = [reaction["severity"].text() for reaction in allergy["reaction"]]
    fact = AllergyListed(
        substance=substance,
        reaction=", ".join(filter(None, reactions)),
        severity=next(filter(None, severities), "") or allergy["criticality"].text(),
        is_active=allergy["clinicalStatus"].code_in(_CLINICAL) in {"", "active"},
    )
    return Taken((Dated(fact, allergy["recordedDate"].moment() or allergy["onsetDateTime"].moment()),))


READER = Reader("AllergyIntolerance", read)
