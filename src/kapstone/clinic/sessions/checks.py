"""What a second pair of eyes is for: the reading against the order, the signature, who may set a finding aside."""

from collections.abc import Sequence
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.sessions import errors as no
from kapstone.drugs.arithmetic import order_volume_ml
from kapstone.facts import DoseChecked, Facts, FindingOverridden, OrderSigned, Record
from kapstone.findings import Finding, Level, Override
from kapstone.pathway import speaks_for

__all__ = ["CLINICIANS", "check_may_set_aside", "check_reading", "check_signature"]

CLINICIANS = frozenset({Role.PRESCRIBER, Role.MONITOR, Role.THERAPIST})


def check_reading(signed: OrderSigned, others: Sequence[Record[DoseChecked]], read: DoseChecked) -> None:
    if abs(read.dose_mg - signed.dose_mg) >= 0.05:
        raise no.CheckDiffers("dose_mg", f"{read.dose_mg:g} mg", f"{signed.dose_mg:g} mg")
    wanted = order_volume_ml(signed)
    if wanted is not None:
        if read.volume_ml is None:
            raise no.NothingEntered("the volume you read on the syringe or pump", "volume_ml")
        if abs(read.volume_ml - wanted) > max(0.05, 0.01 * wanted):
            raise no.CheckDiffers("volume_ml", f"{read.volume_ml:g} mL", f"{wanted:.2f} mL".replace(".00", ""))
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
