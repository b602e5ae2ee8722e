"""Update a model with a patient's measured concentrations."""

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.errors import OutsideLimits
from kapstone.pk.model import Model
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Regimen
from kapstone.pk.updating._guards import guard, samples_of
from kapstone.pk.updating._posterior import Method, Posterior, Problem, posteriors
from kapstone.pk.updating.errors import concern
from kapstone.pk.updating.fit import Diagnostics, Fit
from kapstone.pk.updating.observation import Observation, checked

__all__ = ["DRAWS", "update"]

DRAWS = 4_000
FEWEST_DRAWS = 50


def update(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    observations: Sequence[Observation] = (),
    *,
    seed: int = 0,
    draws: int = DRAWS,
    sensitivity: bool = False,
) -> Fit:
    """The patient's random effects given their samples. Without samples: the population.

    The same arguments give the same bytes, in whatever order the samples come. Raises Refused: what the model refuses anyway (limits, routes,
    units), and what `updating.errors` names (a sample before the first dose, of another analyte, given twice).
    """
    for name, value, least in (("seed", seed, 0), ("draws", draws, FEWEST_DRAWS)):
        if value < least:
            raise OutsideLimits(
                concern(
                    Level.STOP,
                    name,
                    f"{value} is too small",
                    value=str(value),
                    limit=f"{least} or more",
                    advice="Give a larger whole number.",
                )
            )
    found = checked(model, regimen, observations)
    last = max((each.at_h for each in found), default=0.0)
    concerns = model.require_applicable(patient, regimen, until_h=last, sensitivity=sensitivity)
    problem = Problem(model, patient, regimen, found)
    posterior = next(posteriors(problem, problem.likelihood.measured[None], seed=seed, draws=draws))
    etas = _frozen(posterior.z_draws @ model.omega_root.T)
    names = [eta.name for eta in model.etas]
    population_sd = np.sqrt(np.diag(model.omega))
    covariance = model.omega_root @ posterior.covariance @ model.omega_root.T
    shrinkage = dict(zip(names, _ratios(etas, posterior, population_sd), strict=True))
    samples = samples_of(problem, posterior, seed=seed)
    return Fit(
        model=model,
        patient=patient,
        regimen=regimen,
        observations=found,
        seed=seed,
        sensitivity=sensitivity,
        map=_by_name(names, model.omega_root @ posterior.mode),
        laplace_sd=_by_name(names, np.sqrt(np.diag(covariance))),
        objective=posterior.objective,
        diagnostics=Diagnostics(
            converged=posterior.converged,
            gradient_norm=posterior.slope,
            rounds=posterior.rounds,
            restarts=posterior.restarts,
            restarts_agreeing=posterior.restarts_agreeing,
            expected_information=posterior.expected_information,
            method=posterior.method,
            effective_draws=posterior.effective,
            pareto_k=posterior.pareto_k,
            rhat=posterior.rhat,
            shrinkage=MappingProxyType(shrinkage),
            mahalanobis=float(posterior.mode @ posterior.mode),
            samples=samples,
        ),
        concerns=tuple(
            sorted((*concerns, *guard(problem, posterior, samples, shrinkage, seed=seed)), key=lambda each: -each.level)
        ),
        etas=etas,
        weights=_frozen(posterior.weights),
    )


def _ratios(etas: Array, posterior: Posterior, population_sd: Array) -> list[float]:
    """SD of the draws over SD of the population; exactly 1 where nothing was measured."""
    if posterior.method is Method.PRIOR:
        return [1.0] * len(population_sd)
    centred = etas - posterior.weights @ etas
    return [float(each) for each in np.sqrt(posterior.weights @ centred**2) / population_sd]


def _by_name(names: list[str], values: Array) -> MappingProxyType[str, float]:
    return MappingProxyType({name: float(value) for name, value in zip(names, values, strict=True)})


def _frozen(values: Array) -> Array:
    values = np.array(values)
    values.flags.writeable = False
    return values
