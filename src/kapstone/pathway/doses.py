"""What an order amounts to, and what the programme's limits say about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.dosing import dilution_refusal, exceeds, largest_mg, mg_per_kg, rate_mg_per_kg_per_h
from kapstone.dosing.guardrails import SLACK
from kapstone.facts import OrderSigned, Record, Route, WeightMeasured
from kapstone.findings import Finding, Level
from kapstone.pathway._says import say
from kapstone.pathway._words import on_day, span_words
from kapstone.pathway.boosting import limits_of
from kapstone.protocols import Protocol

__all__ = ["judge_order"]

_AGREE = 0.02
"""How far milligrams and milligrams per kilogram may differ before the order contradicts itself."""


def judge_order(
    protocol: Protocol,
    order: Record[OrderSigned],
    weight: Record[WeightMeasured] | None,
    now: datetime,
    *,
    given_mg: float = 0.0,
    boosted_mg: float = 0.0,
    is_first: bool = False,
) -> Iterator[Finding]:
    """What the programme says about an order: CLEAR findings too, so that the order screen can show what was judged.

    `given_mg` is what this session has had already without boosters, `boosted_mg` the boosters; the session cap counts both,
    and a booster the order still allows. `is_first`: nothing was given in this course before.
    """
    yield from _plan(protocol, order)
    yield from _weight(protocol, order, weight, now)
    yield from _band(protocol, order, weight, is_first)
    yield from _cap(protocol, order, given_mg, boosted_mg)
    yield from _infusion(protocol, order, weight)
    yield from _diluted(protocol, order)
    yield from _booster(protocol, order)


def _plan(protocol: Protocol, order: Record[OrderSigned]) -> Iterator[Finding]:
    ordered, subject, facts = order.fact, str(order.id), (order.id,)
    for what, written, planned in (
        ("drug", ordered.drug.value, protocol.drug.value),
        ("route", ordered.route.value, protocol.route.value),
        ("amount as", ordered.amount_as.value, protocol.amount_as.value),
    ):
        if written != planned:
            yield say(
                protocol, "PW-DOSE-PLAN", Level.STOP, f"The order says {what} {written}; the programme says {planned}.",
                act="Withdraw the order and write it for this programme.", subject=f"{subject}:{what}", facts=facts, value=written, limit=planned,
            )  # fmt: skip


def _weight(
    protocol: Protocol, order: Record[OrderSigned], weight: Record[WeightMeasured] | None, now: datetime
) -> Iterator[Finding]:
    """A dose per kilogram needs a weight: measured, recent, and the one that was used."""
    if protocol.dose.unit != "mg/kg":
        return
    subject, window = str(order.id), protocol.windows.weight
    if weight is None:
        yield say(
            protocol, "PW-DOSE-WEIGHT", Level.UNKNOWN, "No weight was measured, and the dose goes by weight.", act="Weigh the patient.",
            subject=subject, waits_for=("weight",),
        )  # fmt: skip
        return
    facts, lapses = (order.id, weight.id), weight.at + window
    if now >= lapses:
        yield say(
            protocol, "PW-DOSE-WEIGHT", Level.UNKNOWN, f"The weight is from {on_day(weight.at)}, more than {span_words(window)} ago.",
            act="Weigh the patient again.", subject=subject, waits_for=("weight",), facts=facts, limit=span_words(window),
        )  # fmt: skip
        return
    used = order.fact.weight_kg
    if used is not None and _differs(used, weight.fact.kilograms, is_actual=order.fact.weight_basis == "actual"):
        yield say(
            protocol, "PW-DOSE-WEIGHT", Level.HOLD, f"The order was calculated with {used:g} kg; the latest weight is {weight.fact.kilograms:g} kg.",
            act="Check the weight and write the order anew.", subject=subject, facts=facts, value=f"{used:g} kg", limit=f"{weight.fact.kilograms:g} kg",
        )  # fmt: skip
        return
    yield say(
        protocol, "PW-DOSE-WEIGHT", Level.CLEAR, f"{weight.fact.kilograms:g} kg, measured on {on_day(weight.at)}.", subject=subject, facts=facts,
        changes_at=lapses,
    )  # fmt: skip


def _differs(used: float, measured: float, *, is_actual: bool) -> bool:
    """Another weight than the measured one; an ideal or adjusted weight may lie below it, never above."""
    return used - measured > 0.05 * measured or (is_actual and measured - used > 0.05 * measured)


def _per_basis(protocol: Protocol, order: Record[OrderSigned], weight: Record[WeightMeasured] | None) -> float | None:
    """The order in the unit of the protocol's band, reckoned from the milligrams that would be given."""
    if protocol.dose.unit == "mg":
        return order.fact.dose_mg
    kilograms = order.fact.weight_kg or (weight.fact.kilograms if weight else None)
    return None if kilograms is None else mg_per_kg(order.fact.dose_mg, kilograms)


def _band(
    protocol: Protocol, order: Record[OrderSigned], weight: Record[WeightMeasured] | None, is_first: bool
) -> Iterator[Finding]:
    dose, subject, facts = protocol.dose, str(order.id), (order.id,)
    amount = _per_basis(protocol, order, weight)
    if amount is None:
        return
    shown = f"{amount:.3g} {dose.unit}"
    stated = order.fact.dose_mg_per_kg
    if (
        dose.unit == "mg/kg"
        and stated is not None
        and abs(stated - amount) > max(_AGREE * stated, 1 / (order.fact.weight_kg or 1))
    ):
        yield say(
            protocol, "PW-DOSE-PLAN", Level.STOP, f"The order says {stated:g} mg/kg, but {order.fact.dose_mg:g} mg is {shown}.",
            act="Withdraw the order and write it anew.", subject=f"{subject}:amount", facts=facts, value=shown, limit=f"{stated:g} mg/kg",
        )  # fmt: skip
    yield from _devices(protocol, order)
    if exceeds(amount, dose.stop_above):
        yield say(
            protocol, "PW-DOSE-STOP", Level.STOP, f"{shown} is above the programme's limit of {dose.stop_above:g} {dose.unit}.",
            act="Lower the dose, or say why it is right.", subject=subject, facts=facts, value=shown, limit=f"{dose.stop_above:g} {dose.unit}",
        )  # fmt: skip
    elif is_first and dose.first_warn_from is not None and amount >= dose.first_warn_from:
        yield say(
            protocol, "PW-DOSE-BAND", Level.CAUTION, f"{shown} is much for a first dose; care from {dose.first_warn_from:g} {dose.unit}.",
            act="Begin lower, or be ready for a strong effect.", subject=subject, facts=facts, value=shown, limit=f"{dose.first_warn_from:g} {dose.unit}",
            origin="dose.first_warn_from",
        )  # fmt: skip
    elif dose.only is None and amount >= dose.warn_from and amount > dose.start:
        yield say(
            protocol, "PW-DOSE-BAND", Level.CAUTION, f"{shown} is in the upper part of the band, from {dose.warn_from:g} {dose.unit}.",
            act="See that the patient tolerated the dose before.", subject=subject, facts=facts, value=shown, limit=f"{dose.warn_from:g} {dose.unit}",
        )  # fmt: skip
    elif amount < dose.low / SLACK:
        yield say(
            protocol, "PW-DOSE-BAND", Level.CAUTION, f"{shown} is below the usual band, which begins at {dose.low:g} {dose.unit}.",
            subject=subject, facts=facts, value=shown, limit=f"{dose.low:g} {dose.unit}", origin="dose.low",
        )  # fmt: skip
    else:
        yield say(
            protocol, "PW-DOSE-BAND", Level.CLEAR, f"{shown} lies within the band.", subject=subject, facts=facts, value=shown,
            limit=f"{dose.low:g} to {dose.high:g} {dose.unit}", origin="dose.high",
        )  # fmt: skip


def _devices(protocol: Protocol, order: Record[OrderSigned]) -> Iterator[Finding]:
    """A drug that comes in devices has only the amounts they make."""
    only = protocol.dose.only
    if only is not None and order.fact.dose_mg not in only:
        amounts = ", ".join(f"{amount:g}" for amount in only)
        yield say(
            protocol, "PW-DOSE-PLAN", Level.STOP, f"{order.fact.dose_mg:g} mg cannot be given: there are {amounts} mg.", act="Write one of these.",
            subject=f"{order.id}:devices", facts=(order.id,), value=f"{order.fact.dose_mg:g} mg", limit=f"{amounts} mg", origin="dose.only",
        )  # fmt: skip


def _cap(protocol: Protocol, order: Record[OrderSigned], given_mg: float, boosted_mg: float) -> Iterator[Finding]:
    dose, subject, facts = protocol.dose, str(order.id), (order.id,)
    total = max(order.fact.dose_mg, given_mg) + max(order.fact.booster_max_mg, boosted_mg)
    shown, with_booster = f"{total:g} mg", " with its booster" if order.fact.booster_max_mg else ""
    if total > dose.session_cap_mg:
        yield say(
            protocol, "PW-DOSE-CAP", Level.STOP, f"The order{with_booster} comes to {shown}; the programme allows {dose.session_cap_mg:g} mg in one session.",
            act="Lower the dose, or say why it is right.", subject=subject, facts=facts, value=shown, limit=f"{dose.session_cap_mg:g} mg",
        )  # fmt: skip
    elif dose.session_warn_mg is not None and total >= dose.session_warn_mg:
        yield say(
            protocol, "PW-DOSE-CAP", Level.CAUTION, f"The order{with_booster} comes to {shown}, from {dose.session_warn_mg:g} mg a high amount.",
            subject=subject, facts=facts, value=shown, limit=f"{dose.session_warn_mg:g} mg", origin="dose.session_warn_mg",
        )  # fmt: skip


def _infusion(protocol: Protocol, order: Record[OrderSigned], weight: Record[WeightMeasured] | None) -> Iterator[Finding]:
    plan, minutes = protocol.infusion, order.fact.infusion_min
    if plan is None or order.fact.route is not Route.IV or minutes is None:
        return
    subject, facts, time = str(order.id), (order.id,), timedelta(minutes=minutes)
    if not plan.shortest <= time <= plan.longest:
        yield say(
            protocol, "PW-INFUSION", Level.REVIEW, f"{minutes:g} min is outside {span_words(plan.shortest)} to {span_words(plan.longest)}.",
            act="Change the time, or say why it is right.", subject=subject, facts=facts, value=f"{minutes:g} min",
            limit=f"{span_words(plan.shortest)} to {span_words(plan.longest)}",
        )  # fmt: skip
    kilograms = order.fact.weight_kg or (weight.fact.kilograms if weight else None)
    if kilograms is not None:
        rate = rate_mg_per_kg_per_h(order.fact.dose_mg, kilograms, minutes)
        if exceeds(rate, plan.rate_warn_per_hour):
            yield say(
                protocol, "PW-INFUSION-RATE", Level.CAUTION, f"{rate:.2g} mg/kg an hour is faster than {plan.rate_warn_per_hour:g}.", subject=subject,
                facts=facts, value=f"{rate:.2g} mg/kg/h", limit=f"{plan.rate_warn_per_hour:g} mg/kg/h",
            )  # fmt: skip


def _diluted(protocol: Protocol, order: Record[OrderSigned]) -> Iterator[Finding]:
    refusal = dilution_refusal(order.fact.route, order.fact.concentration_mg_per_ml)
    if refusal:
        yield say(
            protocol, "PW-DILUTION", Level.STOP, refusal, act="Write the concentration after dilution.", subject=str(order.id), facts=(order.id,),
        )  # fmt: skip


def _booster(protocol: Protocol, order: Record[OrderSigned]) -> Iterator[Finding]:
    wanted, plan = order.fact.booster_max_mg, protocol.booster
    if not wanted:
        return
    subject, facts = str(order.id), (order.id,)
    if not plan.allowed:
        yield say(
            protocol, "PW-BOOSTER", Level.STOP, "The order allows a booster; the programme allows none.", act="Write the order without a booster.",
            subject=subject, facts=facts,
        )  # fmt: skip
        return
    limits = limits_of(protocol)
    most = largest_mg(order.fact.dose_mg, limits)
    if exceeds(wanted, most):
        yield say(
            protocol, "PW-BOOSTER", Level.STOP, f"A booster of {wanted:g} mg is more than {limits.max_share_percent:g} % of {order.fact.dose_mg:g} mg.",
            act=f"Allow at most {most:g} mg.", subject=subject, facts=facts, value=f"{wanted:g} mg", limit=f"{most:g} mg",
        )  # fmt: skip
