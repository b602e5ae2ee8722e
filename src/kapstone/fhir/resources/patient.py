"""A Patient gives who the person is, and of what is clinical their age, sex and state."""

from kapstone.facts import PersonDescribed, Sex
from kapstone.fhir._reading import Broken, Node
from kapstone.fhir._types import Context, Dated, Identity, Left, Reader, Taken

_BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex"
_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE, "female": Sex.FEMALE, "male": Sex.MALE}


def identity_of(patient: Node) -> Identity:
    """The person. Broken when there is no name or no full birth date, since no record may be opened on less."""
    official = sorted(patient["name"], key=lambda name: name["use"].text() != "official")
    name = _name(official[0]) if official else ""
    if not name:
        raise Broken(f"{patient.place}.name", "a name is required and missing")
    address = next(iter(patient["address"]), Node({}, f"{patient.place}.address"))
    return Identity(
        name=name,
        birth_date=patient.need("birthDate").day(),
        sex=_sex(patient),
        state=_state(address),
        phone=_contact(patient, "phone"),
        email=_contact(patient, "email"),
        address=", ".join(
            part
            for part in (*(line.text() for line in address["line"]), address["city"].text(), address["postalCode"].text())
            if part
        ),
        identifiers=tuple(sorted(_identifiers(patient), key=lambda pair: pair[0] != "MR")),
    )


def _name(name: Node) -> str:
    given = " ".join(part.text() for part in name["given"])
    return name["text"].text() or f"{given} {name['family'].text()}".strip()


def _sex(patient: Node) -> Sex:
    for extension in patient["extension"]:
        if extension["url"].text() == _BIRTH_SEX:
            return _SEXES.get(extension["valueCode"].text(), Sex.OTHER)
    if patient["gender"]:
        patient["gender"].choice("male", "female", "other", "unknown")
    return _SEXES.get(patient["gender"].text(), Sex.OTHER)


def _state(address: Node) -> str:
    state = address["state"].text()
    return state.upper() if len(state) == 2 else _STATES.get(state.casefold(), "")


def _contact(patient: Node, system: str) -> str:
    return next((point["value"].text() for point in patient["telecom"] if point["system"].text() == system), "")


def _identifiers(patient: Node) -> list[tuple[str, str]]:
    found = []
    for identifier in patient["identifier"]:
        kind = identifier["type"].code_in("http://terminology.hl7.org/CodeSystem/v2-0203") if identifier["type"] else ""
        if value := identifier["value"].text():
            found.append((kind or identifier["system"].text(), value))
    return found


def read(patient: Node, _: Context) -> Taken | Left:
    who = identity_of(patient)
    return Taken((Dated(PersonDescribed(birth_date=who.birth_date, sex_at_birth=who.sex, residence_state=who.state), None),))


READER = Reader("Patient", read)

_STATES = {
    name.casefold(): code
    for code, name in (
        line.split(" ", 1)
        for line in """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|
MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|
NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|
SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|
WY Wyoming|PR Puerto Rico""".replace("\n", "").split("|")
    )
}
