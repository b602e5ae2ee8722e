"""What a model file must keep: names known, units right, mass conserved, OMEGA positive definite, every number with its source."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import numpy as np

from kapstone.pk._dimensions import BARE, PerTime, Power, Time, unit_of_model, words
from kapstone.pk._expressions import Expression, Unreadable, parse
from kapstone.pk.parts import Covariate, Parameter, RandomBlock, Spec, Transform, Trust
from kapstone.pk.units import MOLECULAR_WEIGHT

__all__ = ["broken", "covariance"]

Mistakes = Iterator[tuple[str, str]]
OUT, REST = "out", "rest"
DOSE_NAMES: Mapping[str, Power] = {"DOSE": unit_of_model("mg").power}
"""What expressions of an input may read besides the model's names: the dose in mg of base."""

_CONSERVED = 1e-12


def broken(spec: Spec) -> Mistakes:
    """Every mistake as (path, sentence)."""
    found = list(_finite(spec)) or list(_random(spec))
    found += _names(spec)
    found += _sources(spec)
    yield from found
    if not found:
        units = list(_units(spec))
        yield from units
        if not units:
            try:
                with np.errstate(divide="raise", over="raise", invalid="raise"):
                    yield from list(_mass(spec))
            except (ArithmeticError, TypeError):  # a division by 0, a number too large, a root of a negative number
                yield "structure", "cannot be computed at the typical values or two SD from them"


def covariance(block: RandomBlock) -> Any:  # Any: an array (k, k)
    """The covariance matrix of a block."""
    if block.cv_percent:
        return np.diag([np.log1p((cv / 100) ** 2) for cv in block.cv_percent])
    size = len(block.omega)
    full = np.zeros((size, size))
    for row, values in enumerate(block.omega):
        full[row, : row + 1] = values
        full[: row + 1, row] = values
    return full


def _finite(spec: Spec) -> Mistakes:
    for name, each in spec.parameters.items():
        if not isfinite(each.value):
            yield f"parameters.{name}", f"{each.value} is no number"
    for place, block in enumerate(spec.random):
        if not all(isfinite(value) for row in [*block.omega, block.cv_percent] for value in row):
            yield f"random[{place}]", "holds what is no number"
    for place, limit in enumerate(spec.limits):
        if not all(isfinite(value) for value in (*limit.soft, *limit.hard)):
            yield f"limits[{place}]", "holds what is no number"


def _names(spec: Spec) -> Mistakes:
    structure = spec.structure
    seen = set(spec.parameters)
    for name in spec.covariates:
        if name in seen:
            yield f"covariates.{name}", "is also the name of a parameter"
    seen |= set(spec.covariates)
    for name, text in spec.derived.items():
        yield from _reads(f"derived.{name}", text, seen)
        if name in seen:
            yield f"derived.{name}", "is defined twice"
        seen.add(name)
    states = set(structure.states)
    for path, text, more in _expressions(spec):
        yield from _reads(path, text, seen | more)
    for place, flow in enumerate(structure.flows):
        path = f"structure.flows[{place}]"
        if flow.origin not in states:
            yield f"{path}.from", f"{flow.origin!r} is not a state"
        targets = [flow.to] if isinstance(flow.to, str) else list(flow.to)
        for target in targets:
            if target not in states | {OUT} or target == flow.origin:
                yield f"{path}.to", f"{target!r} is not another state, nor out"
    for place, output in enumerate(structure.outputs):
        path = f"structure.outputs[{place}]"
        earlier = {each.analyte for each in structure.outputs[:place] if each.state}
        if output.sum_of and (output.state or not set(output.sum_of) <= earlier):
            yield f"{path}.sum_of", "adds earlier outputs that have a state, and has none of its own"
        if not output.sum_of and output.state not in states:
            yield f"{path}.state", f"{output.state!r} is not a state"
        if output.molecule not in MOLECULAR_WEIGHT:
            yield f"{path}.molecule", f"{output.molecule!r} has no molecular weight here"
    for route in structure.routes:
        for put in route.inputs:
            if put.into not in states:
                yield f"structure.routes.{route.route}.into", f"{put.into!r} is not a state"
        if route.device and route.device not in spec.parameters:
            yield f"structure.routes.{route.route}.device", f"{route.device!r} is not a parameter"
    analytes = {output.analyte for output in structure.outputs}
    for residual in spec.residuals:
        if residual.analyte not in analytes:
            yield f"residuals.{residual.analyte}", "is not an output"


def _expressions(spec: Spec) -> Iterator[tuple[str, str, set[str]]]:
    """Path, text and additional names of every expression outside [derived]."""
    for place, flow in enumerate(spec.structure.flows):
        yield f"structure.flows[{place}].rate", flow.rate, set()
        if not isinstance(flow.to, str):
            for target, share in flow.to.items():
                yield f"structure.flows[{place}].to.{target}", share, {REST}
    for output in spec.structure.outputs:
        if output.sum_of:
            continue
        yield f"structure.outputs.{output.analyte}.volume", output.volume, set()
        yield f"structure.outputs.{output.analyte}.scale", output.scale, set()
    for route in spec.structure.routes:
        for put in route.inputs:
            for name in ("fraction", "duration", "delay"):
                text = getattr(put, name)
                if text:
                    yield f"structure.routes.{route.route}.{name}", text, set(DOSE_NAMES)


def _reads(path: str, text: str, known: set[str]) -> Mistakes:
    try:
        unknown = parse(text).names - known
    except Unreadable as problem:
        yield path, str(problem)
        return
    if unknown:
        yield path, f"reads {', '.join(sorted(unknown))}, which nothing before it defines"


def _sources(spec: Spec) -> Mistakes:
    keys = {source.key for source in spec.sources}
    numbers: list[tuple[str, Any]] = [
        (f"parameters.{name}", each) for name, each in spec.parameters.items()
    ]  # Any: parts with a source
    numbers += [(f"random[{place}]", each) for place, each in enumerate(spec.random)]
    numbers += [(f"residuals.{each.analyte}", each) for each in spec.residuals]
    numbers += [(f"limits.{each.of}", each) for each in spec.limits]
    for path, number in numbers:
        if number.trust is Trust.DESIGN and not number.source:
            if not number.says:
                yield path, "is our own choice and does not say why"
        elif not number.source:
            yield path, "has no source"
        elif number.source not in keys:
            yield path, f"names the source {number.source!r}, which [[sources]] does not have"
        elif not number.where:
            yield path, "does not say where in its source"


def _random(spec: Spec) -> Mistakes:
    seen: set[tuple[str, str]] = set()
    for place, block in enumerate(spec.random):
        path = f"random[{place}] ({', '.join(block.parameters)})"
        for name in block.parameters:
            if name not in spec.parameters and name not in spec.derived:
                yield path, f"{name!r} is neither a parameter nor derived"
            if (name, block.between) in seen:
                yield path, f"{name} varies twice between {block.between}"
            seen.add((name, block.between))
        if bool(block.omega) == bool(block.cv_percent):
            yield path, "gives either omega or cv_percent"
            continue
        if block.cv_percent and block.transform is not Transform.LOG:
            yield path, "a coefficient of variation belongs to a log-normal effect"
        rows = [len(row) for row in block.omega] or list(range(1, len(block.cv_percent) + 1))
        if rows != list(range(1, len(block.parameters) + 1)):
            yield (
                path,
                f"the lower triangle for {len(block.parameters)} parameters has rows of 1 to {len(block.parameters)} numbers",
            )
            continue
        lowest = float(np.linalg.eigvalsh(covariance(block)).min())
        if not lowest > 0:
            yield path, f"OMEGA is not positive definite: its smallest eigenvalue is {lowest:.3g}"


def _units(spec: Spec) -> Mistakes:
    known: dict[str, Power] = {}
    measured: dict[str, Parameter | Covariate] = {**spec.parameters, **spec.covariates}
    for name, each in measured.items():
        try:
            known[name] = unit_of_model(each.unit).power
        except ValueError as problem:
            yield f"{name}.unit", str(problem)
            return
    for name, text in spec.derived.items():
        try:
            known[name] = parse(text).power(known)
        except Unreadable as problem:
            yield f"derived.{name}", str(problem)
            return
    wanted = {"rate": PerTime, "volume": unit_of_model("L").power, "duration": Time, "delay": Time}
    for path, text, _ in _expressions(spec):
        power = wanted.get(path.rpartition(".")[2], BARE)
        try:
            found = parse(text).power({**known, **DOSE_NAMES, REST: BARE})
        except Unreadable as problem:
            yield path, str(problem)
        else:
            if found != power:
                yield path, f"{text!r} is in {words(found)}, and must be in {words(power)}"
    for place, limit in enumerate(spec.limits):
        low, high = limit.hard
        if not low <= limit.soft[0] <= limit.soft[1] <= high:
            yield f"limits[{place}]", "the soft band must lie inside the hard band"
    for name, covariate in spec.covariates.items():
        if covariate.of in {"weight", "age"} and known[name] != unit_of_model({"weight": "kg", "age": "a"}[covariate.of]).power:
            yield f"covariates.{name}", f"{covariate.of} is not in {covariate.unit}"


def _mass(spec: Spec) -> Mistakes:
    """Tried at the typical values and at two standard deviations to either side of every random effect."""
    for label, known in _trials(spec):
        for place, flow in enumerate(spec.structure.flows):
            path = f"structure.flows[{place}] (from {flow.origin})"
            if not float(parse(flow.rate).value(known)) > 0:
                yield path, f"the rate is not above 0 {label}"
                return
            if isinstance(flow.to, str):
                continue
            shares = shares_of({target: parse(share) for target, share in flow.to.items()}, known)
            total = float(sum(shares.values()))
            if abs(total - 1) > _CONSERVED or min(float(share) for share in shares.values()) < -_CONSERVED:
                yield path, f"mass is not conserved: the shares add up to {total:.12g} {label}, or one is below 0"
                return
        for route in spec.structure.routes:
            dose = {"DOSE": known[route.device] if route.device else 10.0}
            for put in route.inputs:
                if put.duration and not float(parse(put.duration).value({**known, **dose})) > 0:
                    yield f"structure.routes.{route.route}.duration", f"is not above 0 {label}"
                if put.delay and not float(parse(put.delay).value({**known, **dose})) >= 0:
                    yield f"structure.routes.{route.route}.delay", f"is below 0 {label}"
            if route.fraction_may_exceed_1:
                continue
            total = float(sum(parse(put.fraction).value({**known, **dose}) for put in route.inputs))
            if total > 1 + _CONSERVED:
                yield f"structure.routes.{route.route}", f"mass is not conserved: {total:.6g} of a dose enters {label}"
                return


def shares_of(shares: Mapping[str, Expression], known: Mapping[str, Any]) -> dict[str, Any]:  # Any: floats or arrays
    """The share of each target; one written "rest" gets what the others leave."""
    found = {target: each.value(known) for target, each in shares.items() if each.text != REST}
    left = 1.0 - sum(found.values())
    return found | {target: left for target, each in shares.items() if each.text == REST}


def _trials(spec: Spec) -> Iterator[tuple[str, dict[str, Any]]]:  # Any: floats
    for label, deviations in (("at the typical values", 0.0), ("two SD below", -2.0), ("two SD above", 2.0)):
        effects = {
            name: (deviations * float(np.sqrt(variance)), block.transform)
            for block in spec.random
            for name, variance in zip(block.parameters, np.diag(covariance(block)), strict=True)
        }
        known: dict[str, Any] = {name: unit_of_model(each.unit).to_base(each.value) for name, each in spec.parameters.items()}
        known = {name: moved(value, *effects[name]) if name in effects else value for name, value in known.items()}
        for name, covariate in spec.covariates.items():
            known[name] = covariate.reference if covariate.reference is not None else _USUAL.get(covariate.of, 1.0)
        for name, text in spec.derived.items():
            value = parse(text).value(known)
            known[name] = moved(value, *effects[name]) if name in effects else value
        yield label, known


def moved(value: Any, eta: Any, transform: Transform) -> Any:  # Any: floats or arrays
    """The parameter after its random effect."""
    if transform is Transform.LOG:
        return value * np.exp(eta)
    odds = value / (1 - value) * np.exp(eta)
    return odds / (1 + odds)


_USUAL = {"weight": 70.0, "age": 45.0}
