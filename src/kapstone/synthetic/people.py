"""The people of a told course: the patient and those who care for her."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.findings import Role

__all__ = ["ALMA", "CATO", "MIRA", "NOOR", "SOL", "Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who records facts."""

    id: UUID
    name: str
    role: Role


ALMA = Person(UUID("00000000-0000-4000-8000-000000000001"), "Alma Reyes", Role.PATIENT)
CATO = Person(UUID("00000000-0000-4000-8000-000000000002"), "Cato Lind", Role.COORDINATOR)
NOOR = Person(UUID("00000000-0000-4000-8000-000000000003"), "Noor Haddad", Role.PRESCRIBER)
SOL = Person(UUID("00000000-0000-4000-8000-000000000004"), "Sol Marin", Role.THERAPIST)
MIRA = Person(UUID("00000000-0000-4000-8000-000000000005"), "Mira Okafor", Role.MONITOR)
