"""Synthetic people: names from many places, made up, with ages, addresses in states and telephone numbers that nobody has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in

__all__ = ["SomePerson", "some_people"]

_STATES = ("OR", "OR", "OR", "WA", "WA", "CA")
_SHE, _HE, _THEY = "she/her", "he/him", "they/them"
_NAMES = """
Leilani Kealoha|she; Tomasz Wiśniewski|he; Amara Okonkwo|she; Diego Fuentes Rojas|he; Mei-Ling Chen|she; Jonas Bergström|he; Fatima Al-Khatib|she
Kofi Asante|he; Siobhán Ní Dhomhnaill|she; Ravi Subramanian|he; Yuki Hasegawa|they; Lucía Benítez|she; Emeka Nwosu|he; Anneliese Vogt|she
Nguyễn Thị Hạnh|she; Mateo Quispe|he; Zeynep Yıldırım|she; Isaac Goldfarb|he; Aroha Ngata|she; Samuel Begay|he; Ingrid Østergaard|she
Oluwaseun Adeyemi|he; Marisol Vega|she; Dimitri Papadakis|he; Farah Rezaei|she; Callum MacLeod|he; Priya Raghunathan|she; João Figueiredo|he
Noor Jahan Begum|she; Elias Haile|he; Hina Tanaka|she; Marcus Whitfield|he; Ewa Kowalczyk|she; Luis Tzoc|he; Sunniva Dahl|she
Darius Washington|he; Chana Rosenthal|she; Alexei Morozov|he; Talia Red Elk|she; Min-jun Park|he; Gabriela Popescu|she; Hassan Diallo|he
Rosalind Achterberg|she; Phong Vang|he; Maya Delacroix|they; Owen Prichard|he; Carmela Esposito|she; Tevita Fonoti|he; Hawa Kamara|she
Benedikt Novák|he; Shira Azoulay|she; Arjun Malhotra|he; Elif Şahin|she; Desmond Clarke|he; Paloma Iriarte|she; Koa Nakamura|they
"""
_PRONOUNS = {"she": (_SHE, "female"), "he": (_HE, "male"), "they": (_THEY, "female")}
_FRIENDS = (
    "Robin Vale",
    "Ira Castellan",
    "Sasha Lindgren",
    "Jude Amadi",
    "Wren Halloran",
    "Kim Duarte",
    "Lou Petrov",
    "Avery Sato",
)
_TIES = ("partner", "sister", "brother", "friend", "mother", "daughter", "neighbour")


@dataclass(frozen=True, slots=True, kw_only=True)
class SomePerson:
    """Somebody who does not exist."""

    name: str
    pronouns: str
    sex_at_birth: str
    birth_date: date
    state: str
    phone: str
    email: str
    weight_kg: float
    height_cm: float
    systolic_mmhg: int
    escort: str
    escort_tie: str
    escort_phone: str


def some_people(today: date, rng: Random) -> Iterator[SomePerson]:
    """All of them, in the same order for the same `rng`; adults of every age."""
    for number, entry in enumerate(part.strip() for part in _NAMES.replace("\n", ";").split(";") if part.strip()):
        name, _, said = entry.partition("|")
        pronouns, sex = _PRONOUNS[said]
        height = rng.gauss(165 if sex == "female" else 178, 6)
        yield SomePerson(
            name=name,
            pronouns=pronouns,
            sex_at_birth=sex,
            birth_date=today - timedelta(days=round(rng.triangular(22, 68, 39) * 365.25) + rng.randint(0, 364)),
            state=_STATES[number % len(_STATES)],
            phone=f"503 555 {100 + number:04}",
            email=f"patient{number + 1}@example.org",
            weight_kg=round(rng.gauss(24.5, 2.6) * (height / 100) ** 2, 1),
            height_cm=float(round(height)),
            systolic_mmhg=rng.randint(108, 128),
            escort=rng.choice(_FRIENDS),
            escort_tie=rng.choice(_TIES),
            escort_phone=f"503 555 {160 + number % 39:04}",
        )
