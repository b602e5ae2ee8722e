"""A licensed wording that a clinic of the tests has supplied; the words are made up."""

from typing import TYPE_CHECKING

from kapstone.clinic.measures import actions
from kapstone.clinic.measures.models import SuppliedText
from kapstone.instruments import all_instruments
from wording import filled

if TYPE_CHECKING:
    from cast import Clinic

__all__ = ["a_wording"]


def a_wording(clinic: "Clinic", name: str = "isi") -> SuppliedText:
    """Dara has supplied the wording of a questionnaire on the clinic's first morning."""
    instrument, opened = all_instruments()[name], clinic.organisation.created_at
    return actions.supply_text(
        organisation=clinic.organisation, instrument=instrument, source=filled(instrument), by=clinic.dara, at=opened
    )
