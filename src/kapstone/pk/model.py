"""A model that has passed its laws, ready to be given people and doses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kapstone.facts import digest_of
from kapstone.pk import _laws, applicability
from kapstone.pk._dimensions import unit_of_model
from kapstone.pk._exponential import Array
from kapstone.pk._expressions import Expression, parse
from kapstone.pk._propagate import propagate
from kapstone.pk._system import Constant, Impulse, System
from kapstone.pk.errors import Concern, refusal
from kapstone.pk.parts import Between, Input, Output, Residual, RouteOf, Site, Spec, Status, Transform, Trust
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Dose, Regimen
from kapstone.pk.units import MOLECULAR_WEIGHT, base_mg
from kapstone.units import Quantity

if TYPE_CHECKING:
    from kapstone.pk.metrics import Metric
    from kapstone.pk.population import Population, Sampling
    from kapstone.pk.prediction import Prediction
    from kapstone.pk.updating import Fit

__all__ = ["Eta", "Model", "Reader"]

Values = dict[str, Any]  # Any: a float where alike for all, else an array (n,)


@dataclass(frozen=True, slots=True)
class Eta:
    """One random effect: `name` is the parameter's, with "@occasion" where it varies from visit to visit."""

    name: str
    parameter: str
    transform: Transform
    between: Between


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A further state that reads concentrations: dz/dt = gain * sum(weights[analyte] * concentration) - loss * z.

    gain = 1, loss = 0 is the area under the curve (ng*h/mL); gain = loss = ke0 (1/h) is the concentration at an effect site (ng/mL).
    Either may be (n,). The analytes are outputs of the model.
    """

    name: str
    weights: Mapping[str, float]
    gain: float | Array = 1.0
    loss: float | Array = 0.0


@dataclass(frozen=True, eq=False)
class Model:
    """One model. Equal models have equal `digest`."""

    spec: Spec
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest_of(self.spec.plain()))

    # -- what it is ---------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        return self.spec.id

    @property
    def version(self) -> str:
        return self.spec.version

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def site(self) -> Site:
        """Where the blood was drawn that the model was made from."""
        return self.spec.site

    @property
    def status(self) -> Status:
        return self.spec.status

    @property
    def trust(self) -> Trust:
        """Of the model as a whole: that of its least trusted structural number."""
        return self.spec.trust

    @property
    def may_be_shown_to_clinicians(self) -> bool:
        """No number of flag U reaches a clinical screen, and no model that is merely indicative or kept for comparison."""
        trusts = [each.trust for each in self.spec.parameters.values()]
        trusts += [each.trust for each in self.spec.random]
        trusts += [each.trust for each in self.spec.residuals]
        return self.status not in {Status.INDICATIVE, Status.LEGACY} and Trust.UNVERIFIED not in trusts

    @property
    def analytes(self) -> tuple[str, ...]:
        """What it predicts, in the order of every array."""
        return tuple(output.analyte for output in self.spec.structure.outputs)

    def output(self, analyte: str) -> Output:
        return next(output for output in self.spec.structure.outputs if output.analyte == analyte)

    @cached_property
    def etas(self) -> tuple[Eta, ...]:
        """The random effects, in the order of `omega` and of every vector of etas."""
        return tuple(
            Eta(
                name if block.between is Between.SUBJECTS else f"{name}@occasion",
                name,
                block.transform,
                block.between,
            )
            for block in self.spec.random
            for name in block.parameters
        )

    @cached_property
    def omega(self) -> Array:
        """The covariance of the random effects (k, k)."""
        blocks = [_laws.covariance(block) for block in self.spec.random]
        full = np.zeros((len(self.etas), len(self.etas)))
        place = 0
        for block in blocks:
            full[place : place + len(block), place : place + len(block)] = block
            place += len(block)
        return full

    @cached_property
    def omega_root(self) -> Array:
        """The lower triangular L with L L' = omega: eta = L z for z of standard normal numbers."""
        return np.asarray(np.linalg.cholesky(self.omega)) if self.etas else np.zeros((0, 0))

    def residual(self, analyte: str) -> Residual | None:
        """The measurement error of one analyte; None where none is published."""
        return next((each for each in self.spec.residuals if each.analyte == analyte), None)

    # -- numbers for people -------------------------------------------------------------------------------------

    def covariates_of(self, patient: Patient) -> Values:
        """What the model reads of the patient, in its units. Applicability has been checked."""
        found: Values = {}
        for name, covariate in self.spec.covariates.items():
            said = {"weight": patient.weight_kg, "age": patient.age_years}.get(covariate.of, patient.covariates.get(name))
            found[name] = covariate.reference if said is None else said
        return found

    def individuals(self, covariates: Mapping[str, Any], etas: Array | None = None) -> Values:  # Any: see Values
        """Every number of the model in mg, L, h, kg and years, for etas (n, k); typical values where etas is None.

        A number that no eta touches stays a float, so that it is known to be alike for all.
        """
        known: Values = {name: unit_of_model(each.unit).to_base(each.value) for name, each in self.spec.parameters.items()}
        effects: dict[str, list[tuple[Any, Transform]]] = {}  # Any: an array (n,)
        if etas is not None:
            for place, eta in enumerate(self.etas):
                effects.setdefault(eta.parameter, []).append((etas[:, place], eta.transform))
        known = {name: _moved(value, effects.get(name, ())) for name, value in known.items()} | dict(covariates)
        for name, expression in self._derived.items():
            known[name] = _moved(expression.value(known), effects.get(name, ()))
        return known

    def system(
        self, patient: Patient, regimen: Regimen, *, etas: Array | None = None, readers: Sequence[Reader] = ()
    ) -> System:
        """The linear system of these people under this regimen, nothing checked.

        etas (n, k), or None for the typical person (n times where readers hold arrays (n,)). The outputs are the analytes in ng/mL, then the readers.
        """
        people = (
            len(etas) if etas is not None else max((np.size(n) for each in readers for n in (each.gain, each.loss)), default=1)
        )
        known = self.individuals(self.covariates_of(patient), etas)
        matrix, outputs = self._matrix(known, people, readers)
        impulses: list[Impulse] = []
        constants: list[Constant] = []
        for dose in regimen.doses:
            self._enter(dose, regimen, patient, known, people, impulses, constants)
        return System(matrix=matrix, outputs=outputs, impulses=tuple(impulses), constants=tuple(constants))

    def curves(
        self,
        patient: Patient,
        regimen: Regimen,
        times_h: Array | Sequence[float],
        *,
        etas: Array | None = None,
        readers: Sequence[Reader] = (),
        compiled: bool = False,
    ) -> Array:
        """Concentrations (n, p, T) at `times_h`, nothing checked: the batched propagation that everything else stands on.

        etas (n, k), each row one person, or None for one typical person (n = 1). p runs over `analytes` (ng/mL), then over `readers`.
        The times are in h, in any order. Each row's bytes are the same whatever other rows are given.
        """
        system = self.system(patient, regimen, etas=etas, readers=readers)
        return propagate(system, np.asarray(times_h, dtype=float), compiled=compiled)

    # -- what a caller asks -------------------------------------------------------------------------------------

    def check_applicable(
        self,
        patient: Patient,
        regimen: Regimen,
        *,
        until_h: float | None = None,
        indicative: bool = False,
        sensitivity: bool = False,
    ) -> tuple[Concern, ...]:
        """Everything that stands against using this model here, the worst first. Never raises; see `applicability.check`."""
        return applicability.check(self, patient, regimen, until_h=until_h, indicative=indicative, sensitivity=sensitivity)

    def require_applicable(
        self,
        patient: Patient,
        regimen: Regimen,
        *,
        until_h: float | None = None,
        indicative: bool = False,
        sensitivity: bool = False,
    ) -> tuple[Concern, ...]:
        """The concerns to show. Raises Refused, with all hard ones, where there is one."""
        concerns = applicability.check(self, patient, regimen, until_h=until_h, indicative=indicative, sensitivity=sensitivity)
        hard = [each for each in concerns if each.is_hard]
        if hard:
            raise refusal(*hard)
        return concerns

    def predict(
        self,
        patient: Patient,
        regimen: Regimen,
        *,
        until: Quantity | str | None = None,
        every: Quantity | str = "5 min",
        times: Sequence[Quantity | str] | None = None,
        indicative: bool = False,
        sensitivity: bool = False,
        compiled: bool = False,
    ) -> "Prediction":
        """The typical curve. Raises Refused; see `prediction.predict`."""
        from kapstone.pk import prediction

        return prediction.predict(
            self, patient, regimen, until=until, every=every, times=times, indicative=indicative, sensitivity=sensitivity,
            compiled=compiled,
        )  # fmt: skip

    def simulate(
        self,
        patient: Patient,
        regimen: Regimen,
        *,
        n: int = 2000,
        seed: int,
        until: Quantity | str | None = None,
        every: Quantity | str = "5 min",
        times: Sequence[Quantity | str] | None = None,
        metrics: "Sequence[Metric | str]" = (),
        measurement: bool = False,
        sampling: "Sampling | str" = "random",
        sensitivity: bool = False,
        compiled: bool = False,
        block: int = 1000,
        threads: int = 1,
    ) -> "Population":
        """Many virtual patients. Raises Refused; see `population.simulate`."""
        from kapstone.pk import population

        return population.simulate(
            self, patient, regimen, n=n, seed=seed, until=until, every=every, times=times, metrics=metrics, measurement=measurement,
            sampling=sampling, sensitivity=sensitivity, compiled=compiled, block=block, threads=threads,
        )  # fmt: skip

    def _repr_html_(self) -> str:
        from kapstone.pk._html import model_html

        return model_html(self)

    def update(self, *given: Any, **more: Any) -> "Fit":  # Any: as `updating.update` has it
        """One patient's random effects given their samples. Raises Refused; see `updating.update`."""
        from kapstone.pk.updating import update

        return update(self, *given, **more)

    # -- inside -------------------------------------------------------------------------------------------------

    @cached_property
    def _derived(self) -> dict[str, Expression]:
        return {name: parse(text) for name, text in self.spec.derived.items()}

    @cached_property
    def _flows(self) -> tuple[tuple[int, Expression, dict[str, Expression]], ...]:
        states = list(self.spec.structure.states)
        return tuple(
            (
                states.index(flow.origin),
                parse(flow.rate),
                {target: parse(share) for target, share in _shared(flow.to).items()},
            )
            for flow in self.spec.structure.flows
        )

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(self.spec.structure.states)

    def _matrix(self, known: Values, people: int, readers: Sequence[Reader]) -> tuple[Array, Array]:
        states, size = self.states, len(self.spec.structure.states)
        matrix = np.zeros((people, size + len(readers), size + len(readers)))
        for origin, rate, shares in self._flows:
            flow = rate.value(known)
            matrix[:, origin, origin] -= flow
            for target, share in _laws.shares_of(shares, known).items():
                if target != _laws.OUT:
                    matrix[:, states.index(target), origin] += share * flow
        outputs = np.zeros((people, len(self.analytes) + len(readers), size + len(readers)))
        for place, output in enumerate(self.spec.structure.outputs):
            if output.sum_of:
                outputs[:, place] = sum(outputs[:, self.analytes.index(name)] for name in output.sum_of)
                continue
            scale = _NG_PER_ML * parse(output.scale).value(known) / parse(output.volume).value(known)
            outputs[:, place, states.index(output.state)] = scale
        for place, reader in enumerate(readers):
            row = size + place
            for analyte, weight in reader.weights.items():
                matrix[:, row, :] += (np.asarray(reader.gain) * weight)[..., None] * outputs[:, self.analytes.index(analyte), :]
            matrix[:, row, row] -= reader.loss
            outputs[:, len(self.analytes) + place, row] = 1.0
        return matrix, outputs

    def route_of(self, dose: Dose) -> RouteOf | None:
        """How the model takes this dose in; None where it has no such route or formulation."""
        return next(
            (each for each in self.spec.structure.routes if each.route is dose.route and dose.formulation in each.formulations),
            None,
        )

    def _enter(
        self,
        dose: Dose,
        regimen: Regimen,
        patient: Patient,
        known: Values,
        people: int,
        impulses: list[Impulse],
        constants: list[Constant],
    ) -> None:
        route = self.route_of(dose)
        assert route is not None and regimen.salt is not None, "applicability is checked before the system is made"  # noqa: PT018 - one promise
        amount = base_mg(dose.amount_mg(patient.weight_kg), regimen.salt)
        here = known | {"DOSE": amount}
        for put in route.inputs:
            state = self.states.index(put.into)
            entering = np.broadcast_to(np.asarray(parse(put.fraction).value(here) * amount, dtype=float), (people,)).copy()
            start = dose.at_h + _optional(put.delay, here)
            duration = _duration(put, dose, here)
            if duration is None:
                impulses.append(Impulse(state, start, entering))
            else:
                constants.append(Constant(state, start, start + duration, entering / duration))


_NG_PER_ML = 1000.0
"""1 mg/L is 1000 ng/mL."""


def _moved(value: Any, effects: Sequence[tuple[Any, Transform]]) -> Any:  # Any: floats or arrays
    for eta, transform in effects:
        value = _laws.moved(value, eta, transform)
    return value


def _shared(to: str | dict[str, str]) -> dict[str, str]:
    return {to: "1"} if isinstance(to, str) else to


def _optional(text: str, known: Values) -> Any:  # Any: see Values
    return parse(text).value(known) if text else 0.0


def _duration(put: Input, dose: Dose, known: Values) -> Any:  # Any: see Values; None for what enters at once
    if put.duration:
        return parse(put.duration).value(known)
    return dose.over_h if dose.over_h > 0 else None


def molecular_weight(output: Output) -> float:
    """g/mol of what this output measures."""
    return MOLECULAR_WEIGHT[output.molecule]
