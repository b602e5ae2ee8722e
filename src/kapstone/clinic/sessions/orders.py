"""An order in words and numbers before it is signed: volume, rate, waste, and what the programme's limits say."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kapstone.clinic.sessions.forms import OrderForm
from kapstone.clinic.sessions.room import VisitPage
from kapstone.dosing import Advice, Weights, rate_ml_per_h
from kapstone.drugs.arithmetic import Amount, order_volume_ml, waste_mg
from kapstone.facts import Implausible, OrderSigned, Record, Route
from kapstone.findings import Finding, Level, Override
from kapstone.pathway.advising import advice_for, given_so_far
from kapstone.pathway.doses import judge_order
from kapstone.pathway.weights import weights_known
from kapstone.protocols import Protocol

__all__ = ["Preview", "advice_on", "dose_words", "limits_words", "preview_of"]

_ROUTES = {
    Route.IV: "IV", Route.IM: "IM", Route.SC: "SC", Route.NASAL: "by nose", Route.SUBLINGUAL: "under the tongue", Route.ORAL: "by mouth",
}  # fmt: skip


def dose_words(order: OrderSigned) -> str:
    """ "35 mg IV over 40 min"."""
    over = f" over {order.infusion_min:g} min" if order.infusion_min else ""
    return f"{order.dose_mg:g} mg {_ROUTES[order.route]}{over}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be signed, and what stands against it."""

    order: OrderSigned
    findings: tuple[Finding, ...]
    vial_mg: float | None = None
    weights: Weights | None = None
    so_far: str = ""

    @property
    def words(self) -> str:
        return dose_words(self.order)

    @property
    def against(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocks_dose)

    @property
    def cautions(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding not in self.against and finding.level >= Level.CAUTION)

    @property
    def is_forbidden(self) -> bool:
        return any(finding.override is not Override.PRESCRIBER for finding in self.against)

    @property
    def needs_reason(self) -> bool:
        return bool(self.against) and not self.is_forbidden

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The numbers a prescriber reads once more before signing."""
        order = self.order
        found = [("Dose", f"{order.dose_mg:g} mg as {order.amount_as.value}")]
        if order.dose_mg_per_kg and order.weight_kg:
            found.append(
                (
                    "Per kilogram",
                    f"{order.dose_mg / order.weight_kg:.2f} mg/kg of {order.weight_kg:g} kg ({order.weight_basis})",
                )
            )
        if self.weights is not None and order.weight_kg:
            found.append(("Weights", _weights_words(self.weights)))
        if self.so_far:
            found.append(("Given so far", self.so_far))
        volume = order_volume_ml(order)
        if volume is not None:
            found.append(("Volume", f"{volume:.2f} mL of {order.concentration_mg_per_ml:g} mg/mL"))
            if order.infusion_min:
                found.append(("Pump", f"{rate_ml_per_h(volume, order.infusion_min):.1f} mL/h for {order.infusion_min:g} min"))
        if self.vial_mg is not None:
            found.append(("Waste", _waste_words(order, self.vial_mg)))
        if order.booster_max_mg:
            found.append(("Booster", f"up to {order.booster_max_mg:g} mg"))
        return found


def _waste_words(order: OrderSigned, vial_mg: float) -> str:
    dose, vial = (Amount(mg=mg, drug=order.drug, amount_as=order.amount_as) for mg in (order.dose_mg, vial_mg))
    try:
        return f"{waste_mg(vial, dose):g} mg of a {vial_mg:g} mg vial, with a witness"
    except Implausible:
        return "more than one vial is needed"


def preview_of(here: VisitPage, form: OrderForm) -> Preview | None:
    """The order as the form stands; None while it cannot be worked out."""
    if not form.is_valid():
        return None
    order = form.to_fact(here.id)
    record = Record(id=UUID(int=1), fact=order, at=here.now, recorded_at=here.now)
    findings = tuple(
        judge_order(
            here.page.protocol, record, here.weight, here.now, given_mg=here.visit.total_mg, is_first=here.view.number == 1
        )
    )
    vial = form.cleaned_data.get("vial_mg")
    return Preview(
        order=order, findings=findings, vial_mg=float(vial) if vial is not None else None, weights=weights_known(here.page.facts),
        so_far=given_so_far(here.page.protocol, here.page.facts, here.now),
    )  # fmt: skip


def advice_on(here: VisitPage) -> Advice:
    """What the course so far speaks for: advice with its reason, for the prescriber to weigh."""
    return advice_for(here.page.protocol, here.page.facts, here.now)


def _weights_words(weights: Weights) -> str:
    others = [
        f"{name} {value:.1f} kg"
        for name, value in (("ideal", weights.ideal_kg), ("adjusted", weights.adjusted_kg))
        if value is not None
    ]
    bmi = [f"body mass index {weights.bmi:.1f}"] if weights.bmi is not None else []
    return ", ".join([f"actual {weights.actual_kg:g} kg", *(others or ["ideal and adjusted cannot be worked out"]), *bmi])


def limits_words(protocol: Protocol) -> str:
    """The programme's band in one line."""
    dose = protocol.dose
    over = f" over {protocol.infusion.usual // timedelta(minutes=1)} min" if protocol.infusion else ""
    return (
        f"This programme starts at {dose.start:g} {dose.unit}{over}, asks for care from {dose.warn_from:g} and stops above {dose.stop_above:g} {dose.unit} "
        f"or {dose.session_cap_mg:g} mg in one session."
    )
