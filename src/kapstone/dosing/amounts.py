"""Planned, prepared, administered, wasted, returned: five numbers of one dose that are never written over each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapstone.dosing.guardrails import exceeds

__all__ = ["Amounts", "ReadingDiffers", "check_reading", "gaps"]

_SAME_MG = 0.05
_SAME_ML, _SAME_SHARE = 0.05, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The milligrams of one dose at each of its steps. None: that step is not recorded, which is not the same as nothing.

    `prepared_mg` is everything taken out of stock for this dose, so that it is administered, wasted or returned.
    """

    planned_mg: float
    prepared_mg: float | None = None
    administered_mg: float | None = None
    wasted_mg: float | None = None
    returned_mg: float | None = None

    def __post_init__(self) -> None:
        if not 0 < self.planned_mg < float("inf"):
            raise ValueError(f"planned_mg is {self.planned_mg:g}; a planned dose is more than nothing")
        for name in ("prepared_mg", "administered_mg", "wasted_mg", "returned_mg"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < float("inf"):
                raise ValueError(f"{name} is {value:g}; it must not be less than nothing")

    @property
    def unaccounted_mg(self) -> float | None:
        """What was prepared and has not been administered, wasted or returned; below zero: more came out than went in. None while a step is missing."""
        prepared, administered = self.prepared_mg, self.administered_mg
        if prepared is None or administered is None or self.wasted_mg is None or self.returned_mg is None:
            return None
        left = prepared - administered - self.wasted_mg - self.returned_mg
        return 0.0 if abs(left) < _SAME_MG else left


def gaps(amounts: Amounts) -> tuple[str, ...]:
    """What is missing or does not add up, in sentences."""
    return tuple(_gaps(amounts))


def _gaps(amounts: Amounts) -> Iterator[str]:
    for name in ("prepared", "administered", "wasted", "returned"):
        if getattr(amounts, f"{name}_mg") is None:
            yield f"How much was {name} is not recorded."
    if amounts.administered_mg is not None and exceeds(amounts.administered_mg, amounts.planned_mg):
        yield f"{amounts.administered_mg:g} mg were administered; {amounts.planned_mg:g} mg were planned."
    left = amounts.unaccounted_mg
    if left:
        yield f"{abs(left):g} mg {'are not accounted for' if left > 0 else 'more came out than were prepared'}."


class ReadingDiffers(ValueError):
    """What a second person read is not what was ordered. `field` names it; `read` and `wanted` are in words."""

    def __init__(self, field: str, read: str, wanted: str) -> None:
        super().__init__(f"{field}: read {read}, ordered {wanted}")
        self.field, self.read, self.wanted = field, read, wanted


def check_reading(*, ordered_mg: float, read_mg: float, ordered_ml: float | None = None, read_ml: float | None = None) -> None:
    """Raises ReadingDiffers unless milligrams agree to 0.05 mg and millilitres to 0.05 mL or one percent, whichever is more.
    A volume nobody read is for the caller to ask for.
    """
    if abs(read_mg - ordered_mg) >= _SAME_MG:
        raise ReadingDiffers("dose_mg", f"{read_mg:g} mg", f"{ordered_mg:g} mg")
    if ordered_ml is not None and read_ml is not None and abs(read_ml - ordered_ml) > max(_SAME_ML, _SAME_SHARE * ordered_ml):
        raise ReadingDiffers("volume_ml", f"{read_ml:g} mL", f"{ordered_ml:.2f} mL".replace(".00", ""))
