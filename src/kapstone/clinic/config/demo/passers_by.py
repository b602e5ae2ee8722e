"""People who asked and have not become patients: new, answered, declined."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.clinic.config.demo.house import House
from kapstone.clinic.enquiries import actions as enquiries

__all__ = ["passers_by"]

_WHO = (
    ("Ayla Whitehorse", "503 555 0171", "OR", "A friend", "I would like to know whether this could be for me.", 5, ""),
    ("Bram Hendriks", "bram@example.org", "WA", "My doctor", "Two medicines have not helped.", 26, "Left a message; will call again tomorrow."),
    ("Sefina Leota", "503 555 0173", "OR", "Found you online", "I want to sleep again without dread.", 75, ""),
    ("Miguel Ortega", "miguel@example.org", "NV", "Found you online", "", 120, "decline"),
    ("Ola Kristiansen", "503 555 0174", "CA", "Therapist", "Looking for help after a long low time.", 50, "Spoke for ten minutes; sends records."),
)  # fmt: skip


def passers_by(house: House, now: datetime) -> list[Iterator[datetime]]:
    """Each enquiry as a life of its own."""
    return [
        _enquiry(house, now - timedelta(hours=hours), name, contact, state, source, hopes, then)
        for name, contact, state, source, hopes, hours, then in _WHO
    ]


def _enquiry(
    house: House, at: datetime, name: str, contact: str, state: str, source: str, hopes: str, then: str
) -> Iterator[datetime]:
    yield at
    made = enquiries.receive(
        organisation=house.organisation,
        name=name,
        contact=contact,
        at=at,
        reach="afternoons",
        residence_state=state,
        source=source,
        hopes=hopes,
    )
    if then:
        later = at + timedelta(hours=3)
        yield later
        cato = house.who("Cato")
        if then == "decline":
            reason = "No prescriber here is licensed in Nevada; told where to find one there."
            enquiries.decline(enquiry=made, by=cato, at=later, reason=reason)
        else:
            enquiries.answer(enquiry=made, by=cato, at=later, what=then)
