"""How much of a dose reaches the blood, by route: a range, to teach with. A dose by one route is never turned into one by another with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kapstone.drugs.arithmetic import Amount
from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug, Implausible, Route

__all__ = ["SHARES", "Share", "expected_systemic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The range found, in percent of the dose."""

    low_percent: float
    high_percent: float
    standing: Standing
    cites: tuple[Citation, ...]
    remarks: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.low_percent <= self.high_percent <= 100:
            raise ValueError(f"{self.low_percent} to {self.high_percent} % is no range of shares")


_ROLAN = Citation("rolan2013", "Rolan et al. 2013, a sublingual ketamine wafer")
_CHONG = Citation("chong2006", "Chong et al. 2006, ketamine under the tongue and by mouth")
_YANAGIHARA = Citation("yanagihara2003", "Yanagihara et al. 2003, ketamine by nose, mouth, rectum and injection")
_SPRAVATO = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information")
_DEFINITION = Citation("definition", "By definition: what goes into a vein is in the blood")
_EXPERT = Citation("expert-practice", "Expert practice, no published number", "a setting for each clinic to confirm")

SHARES: Mapping[tuple[Drug, Route], Share] = MappingProxyType(
    {
        (Drug.KETAMINE, Route.IV): Share(low_percent=100, high_percent=100, standing=Standing.CHECKED, cites=(_DEFINITION,)),
        (Drug.KETAMINE, Route.IM): Share(low_percent=93, high_percent=93, standing=Standing.TO_CONFIRM, cites=(_EXPERT,)),
        (Drug.KETAMINE, Route.SC): Share(low_percent=75, high_percent=95, standing=Standing.TO_CONFIRM, cites=(_EXPERT,)),
        (Drug.KETAMINE, Route.NASAL): Share(
            low_percent=8, high_percent=45, standing=Standing.CHECKED, cites=(_YANAGIHARA,), remarks="differs very much from person to person"
        ),
        (Drug.KETAMINE, Route.SUBLINGUAL): Share(
            low_percent=15, high_percent=49, standing=Standing.CHECKED, cites=(_ROLAN, _CHONG),
            remarks="29 % in one study, 32 % with a standard deviation of 17 in another; what is swallowed adds norketamine",
        ),
        (Drug.KETAMINE, Route.ORAL): Share(
            low_percent=17, high_percent=25, standing=Standing.CHECKED, cites=(_CHONG,), remarks="much becomes norketamine, which is active"
        ),
        (Drug.ESKETAMINE, Route.NASAL): Share(low_percent=48, high_percent=48, standing=Standing.CHECKED, cites=(_SPRAVATO,)),
    }
)  # fmt: skip


def expected_systemic(dose: Amount, route: Route) -> tuple[Amount, Amount]:
    """The least and the most of a dose that is expected in the blood. Implausible for a drug and route nobody has measured here."""
    assert dose.drug is not None, "an amount says its drug"
    share = SHARES.get((dose.drug, route))
    if share is None:
        raise Implausible("route", f"how much {dose.drug.value} given {route.value} reaches the blood is not known here")
    low, high = (dose.mg * percent / 100 for percent in (share.low_percent, share.high_percent))
    return (
        Amount(mg=low, drug=dose.drug, amount_as=dose.amount_as),
        Amount(mg=high, drug=dose.drug, amount_as=dose.amount_as),
    )
