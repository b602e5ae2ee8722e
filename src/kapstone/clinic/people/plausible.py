"""What can be true of a person at all: impossible dates, addresses and numbers are refused with the field named."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kapstone.clinic.people.errors import NotPlausible

__all__ = ["STATES", "birth_date", "email", "expiry", "name", "npi", "phone", "state", "zone"]

_OLDEST_YEARS = 120

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico", "GU": "Guam",
    "VI": "U.S. Virgin Islands", "AS": "American Samoa", "MP": "Northern Mariana Islands",
}  # fmt: skip


def birth_date(value: date, *, today: date) -> date:
    """A day in the last 120 years, not in the future."""
    if value > today:
        raise NotPlausible(f"{value.isoformat()} is in the future; nobody is born then.", field="birth_date")
    if today.year - value.year > _OLDEST_YEARS:
        raise NotPlausible(f"{value.isoformat()} is more than {_OLDEST_YEARS} years ago; look at the year.", field="birth_date")
    return value


def name(value: str, *, field: str = "name") -> str:
    """A name as it was given, without spaces around it or doubled."""
    cleaned = " ".join(value.split())
    if not any(letter.isalpha() for letter in cleaned):
        raise NotPlausible("Enter a name, as the person writes it.", field=field)
    if len(cleaned) > 200 or not cleaned.isprintable():
        raise NotPlausible("A name has at most 200 printable characters.", field=field)
    return cleaned


def email(value: str, *, is_needed: bool = False) -> str:
    """An address that mail can be sent to, in small letters; empty where none is needed."""
    cleaned = value.strip().lower()
    if not cleaned and not is_needed:
        return ""
    try:
        validate_email(cleaned)
    except ValidationError:
        raise NotPlausible("Enter an email address such as name@example.org.", field="email") from None
    return cleaned


def phone(value: str, *, field: str = "phone") -> str:
    """A telephone number with 3 to 15 digits; how it is written is kept."""
    cleaned = " ".join(value.split())
    if cleaned and not (re.fullmatch(r"[0-9+().x\- ]{3,30}", cleaned) and 3 <= sum(map(str.isdigit, cleaned)) <= 15):
        raise NotPlausible("Enter a telephone number in digits, such as 212 555 0134.", field=field)
    return cleaned


def state(value: str, *, field: str = "state", is_needed: bool = False) -> str:
    """The two letters of a state; empty where none is needed."""
    cleaned = value.strip().upper()
    if (cleaned or is_needed) and cleaned not in STATES:
        raise NotPlausible("Enter the two letters of a US state, such as NY.", field=field)
    return cleaned


def npi(value: str) -> str:
    """A National Provider Identifier: ten digits whose last is the Luhn check digit over 80840 and the first nine."""
    cleaned = "".join(value.split())
    if cleaned and not (re.fullmatch(r"[12][0-9]{9}", cleaned) and _luhn("80840" + cleaned)):
        raise NotPlausible("This is not an NPI: it has ten digits, and the last one must match the others.", field="npi")
    return cleaned


def expiry(value: date, *, today: date) -> date:
    """When a licence ends: past is possible (it is then shown as expired), decades away is a slip."""
    if not today.year - 20 <= value.year <= today.year + 20:
        raise NotPlausible(f"{value.isoformat()} cannot be when a licence ends; look at the year.", field="expires_on")
    return value


def zone(value: str) -> str:
    """A time zone by its IANA name."""
    from zoneinfo import available_timezones  # reads hundreds of files; needed only when a site is opened

    if value not in available_timezones():
        raise NotPlausible("Enter a time zone such as America/New_York.", field="zone")
    return value


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
