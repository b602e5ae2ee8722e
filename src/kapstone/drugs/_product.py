"""What a product is: the thing on the shelf, its strength, and what its label says of salt and base."""

from dataclasses import dataclass

from kapstone.drugs.arithmetic import Amount, Strength
from kapstone.evidence import Citation, Standing
from kapstone.facts import AmountAs, Drug, Implausible, Route

__all__ = ["Product"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product of ketamine or esketamine. What the label of a compounded one says has to be read each time."""

    id: str
    title: str
    drug: Drug
    form: str
    routes: frozenset[Route]
    amount_as: AmountAs | None
    """What its milligrams are of; None: it differs, read the label."""
    usually_as: AmountAs | None = None
    """What such a label usually means. Never assumed: it only helps to ask."""
    mg_per_ml: float | None = None
    unit_mg: float | None = None
    """Milligrams in one unit (a device)."""
    hydrochloride_mg: float | None = None
    """What the same strength or unit is as hydrochloride, as the label prints it."""
    doses_mg: tuple[float, ...] = ()
    """The doses it is made for; empty: any."""
    is_approved: bool
    handling: tuple[str, ...] = ()
    codes: tuple[tuple[str, str, Standing], ...] = ()
    cites: tuple[Citation, ...]
    standing: Standing

    def __post_init__(self) -> None:
        if not self.routes or not self.cites:
            raise ValueError(f"{self.id}: a product has a route and a source")
        if self.is_approved and self.amount_as is None:
            raise ValueError(f"{self.id}: the label of an approved product says what its milligrams are of")

    def strength(self) -> Strength:
        """Its strength. Implausible when it has none that is printed once for all."""
        if self.mg_per_ml is None:
            raise Implausible("strength", f"{self.title} has no one strength; read it off the label")
        return Strength(mg_per_ml=self.mg_per_ml, drug=self.drug, amount_as=self.amount_as)

    def unit(self) -> Amount:
        """What one unit holds. Implausible when that has to be read off the label."""
        if self.unit_mg is None:
            raise Implausible("unit", f"{self.title} comes in no one strength; read it off the label")
        return Amount(mg=self.unit_mg, drug=self.drug, amount_as=self.amount_as)

    def amount(self, mg: float, amount_as: AmountAs | None = None) -> Amount:
        """Milligrams of this product, as its label says. Implausible when the label has to be read and nobody has said what it says."""
        if self.amount_as is not None and amount_as not in {None, self.amount_as}:
            raise Implausible("amount_as", f"the milligrams of {self.title} are of {self.amount_as.value}")
        return Amount(mg=mg, drug=self.drug, amount_as=self.amount_as or amount_as)
