"""Where a grave event is reported, by when, and whether it must be."""

from dataclasses import dataclass

from kapstone.adverse_events import _sources as src
from kapstone.adverse_events._terms import TERMS
from kapstone.evidence import Citation, Standing
from kapstone.facts import AdverseEventSeen, Drug, ReportedTo

__all__ = ["DUTIES", "Duty", "duties_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One place to report to. `within_days` counts calendar days from the session; None has no deadline."""

    to: ReportedTo
    drug: Drug
    says: str
    is_required: bool
    within_days: int | None
    cites: tuple[Citation, ...]
    standing: Standing


DUTIES = (
    Duty(
        to=ReportedTo.REMS, drug=Drug.ESKETAMINE, is_required=True, within_days=7, cites=(src.REMS,), standing=Standing.CHECKED,
        says="Sedation, dissociation, respiratory depression, a rise of blood pressure and every serious event of an esketamine session go on the monitoring form within 7 days.",
    ),
    Duty(
        to=ReportedTo.MEDWATCH, drug=Drug.KETAMINE, is_required=False, within_days=None, cites=(src.EXPERT,), standing=Standing.TO_CONFIRM,
        says="Racemic ketamine: MedWatch form 3500 is voluntary for clinicians.",
    ),
)  # fmt: skip


def duties_for(event: AdverseEventSeen, drug: Drug | None) -> tuple[Duty, ...]:
    """The reports this event asks for or invites under the programme's drug. None of a drug that is not known: then all are named."""
    term = TERMS.get(event.code)
    on_form = event.is_serious or (term is not None and term.on_rems_form)
    wanted = {ReportedTo.REMS: on_form, ReportedTo.MEDWATCH: event.is_serious}
    return tuple(duty for duty in DUTIES if drug in {None, duty.drug} and wanted[duty.to])
