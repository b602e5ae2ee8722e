"""What a second pair of eyes is for: the reading against the order, the signature, who may set a finding aside."""

from collections.abc import Sequence
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.sessions import errors as no
from kapstone.dosing import ReadingDiffers
from kapstone.dosing import check_reading as compare
from kapstone.drugs.arithmetic import order_volume_ml
from kapstone.facts import DoseChecked, Facts, FindingOverridden, OrderSigned, Record
from kapstone.findings import Finding, Level, Override
from kapstone.pathway import speaks_for

__all__ = ["CLINICIANS", "check_may_set_aside", "check_reading", "check_signature"]

CLINICIANS = frozenset({Role.PRESCRIBER, Role.MONITOR, Role.THERAPIST})


def check_reading(signed: OrderSigned, others: Sequence[Record[DoseChecked]], read: DoseChecked) -> None:
    """What was read is what was ordered, in milligrams, millilitres and lot."""
    wanted = order_volume_ml(signed)
    try:
        compare(ordered_mg=signed.dose_mg, read_mg=read.dose_mg, ordered_ml=wanted, read_ml=read.volume_ml)
    except ReadingDiffers as differs:
        raise no.CheckDiffers(differs.field, differs.read, differs.wanted) from None
    if wanted is not None and read.volume_ml is None:
        raise no.NothingEntered("the volume you read on the syringe or pump", "volume_ml")
    lots = {record.fact.lot for record in others if record.fact.lot}
    if lots and read.lot not in lots:
        raise no.CheckDiffers("lot", f"lot {read.lot or 'none'}", f"lot {min(lots)}, as the first person read")


def check_signature(signature: str, by: Actor) -> None:
    if " ".join(signature.split()).casefold() != " ".join(by.name.split()).casefold():
        raise no.SignWithYourName(by.name)


def check_may_set_aside(finding: Finding | None, facts: Facts, session: UUID, by: Actor) -> None:
    if finding is None:
        raise no.MayNotBeSetAside("This no longer stands in the way.", "Open the visit again to see where it stands.")
    if finding.override is Override.NEVER:
        raise no.MayNotBeSetAside("Nobody may set this aside.", finding.act or "Put it right.")
    if not by.roles & CLINICIANS or (finding.override is Override.PRESCRIBER and Role.PRESCRIBER not in by.roles):
        raise no.MayNotBeSetAside("Only a prescriber may set this aside.", "Call the prescriber.")
    mine = facts.of(FindingOverridden, lambda fact: fact.finding == finding.key and fact.session == session)
    if any(
        record.by == by.user_id and Level[record.fact.level] >= finding.level and speaks_for(record, finding, facts)
        for record in mine
    ):
        raise no.MayNotBeSetAside("You have set this aside already; a second person has to agree.", "Ask a colleague.")
