"""Whether samples belong to this patient, dose and model at all: a wrong unit, time or site shows before anyone relies on the fit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from kapstone.findings import Level
from kapstone.pk._draws import normals
from kapstone.pk.errors import Concern
from kapstone.pk.parts import Site
from kapstone.pk.units import MOLECULAR_WEIGHT
from kapstone.pk.updating._ensemble import LARGEST_RHAT
from kapstone.pk.updating._importance import FEWEST_EFFECTIVE
from kapstone.pk.updating._likelihood import Likelihood
from kapstone.pk.updating._posterior import Method, Posterior, Problem
from kapstone.pk.updating.errors import concern

__all__ = ["Sample", "guard", "samples_of"]

Array = NDArray[np.float64]

PEOPLE = 1_000  # of the population, for the prior predictive percentile; each counts with its whole error distribution
RARE = 0.001
RARE_PERSON = 0.001
FAR = 3.29  # SD of measurement error; beyond it lies one sample in a thousand
UNCHANGED = 0.9
_PLAUSIBLE = (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample beside what was expected of it, in ng/mL."""

    analyte: str
    at_h: float
    measured: float
    below: bool
    typical: float
    """What the model says of the typical patient of this weight and age."""
    individual: float
    """What it says of this patient at the mode."""
    percentile: float
    """0 to 100: where the measurement lies among those of the population, before it was known. For one below its limit: of the limit."""
    residual_sd: float | None
    """(measured - individual) in SD of the measurement error; None for one below its limit."""


def samples_of(problem: Problem, posterior: Posterior, *, seed: int) -> tuple[Sample, ...]:
    """Every sample with what was expected of it."""
    if not problem.observations:
        return ()
    likelihood = problem.likelihood
    both = problem.predict(np.stack([np.zeros(problem.size), posterior.mode]))
    below = likelihood.chance_below(_population(problem, seed)).mean(axis=0)
    off = _in_sd(likelihood, both[1])
    return tuple(
        Sample(
            analyte=each.analyte,
            at_h=each.at_h,
            measured=float(likelihood.measured[place]),
            below=each.below,
            typical=float(both[0, place]),
            individual=float(both[1, place]),
            percentile=100 * float(below[place]),
            residual_sd=None if each.below else float(off[place]),
        )
        for place, each in enumerate(problem.observations)
    )


def guard(
    problem: Problem, posterior: Posterior, samples: tuple[Sample, ...], shrinkage: dict[str, float], *, seed: int
) -> tuple[Concern, ...]:
    """Everything a reader of this fit has to know, the worst first."""
    found = [*_sites(problem), *_percentiles(problem, samples, seed), *_person(problem, posterior)]
    found += [*_residuals(problem, samples), *_search(problem, posterior), *_learnt(problem, shrinkage)]
    return tuple(sorted(found, key=lambda each: -each.level))


def _sites(problem: Problem) -> list[Concern]:
    model, found = problem.model, []
    for each in problem.observations:
        if each.site is None or each.site is Site.NOT_STATED:
            found.append(
                concern(
                    Level.UNKNOWN, "site", f"it is not said where the sample at {each.at} was drawn", model=_who(problem),
                    limit=model.site.value, advice="Say arterial or venous: during an infusion they differ.",
                )
            )  # fmt: skip
        elif model.site is not Site.NOT_STATED and each.site is not model.site:
            found.append(
                concern(
                    Level.REVIEW, "site", f"the sample at {each.at} is {each.site.value}, and the model is of {model.site.value} blood",
                    value=each.site.value, limit=model.site.value, model=_who(problem),
                    advice="Do not rely on this fit: during and soon after a dose the two differ much. Use a model of that site.",
                )
            )  # fmt: skip
    return found


def _percentiles(problem: Problem, samples: tuple[Sample, ...], seed: int) -> list[Concern]:
    found = []
    for place, sample in enumerate(samples):
        share = sample.percentile / 100
        if sample.below:
            if share >= RARE:
                continue
        elif RARE <= share <= 1 - RARE:
            continue
        rank = "fewer than 1 in 1,000 would be this" + (" low" if share < RARE else " high")
        says = f"{sample.analyte} {'<' if sample.below else ''}{sample.measured:.4g} ng/mL at {sample.at_h:.4g} h is not to be expected: {rank}"
        hint = _as_another_unit(problem, place, seed)
        found.append(
            concern(
                Level.REVIEW, "value", says, value=f"{sample.measured:.4g} ng/mL", model=_who(problem),
                limit=f"typically {sample.typical:.4g} ng/mL", advice=f"Check unit, time, site and dose before using this fit.{hint}",
            )
        )  # fmt: skip
    return found


def _as_another_unit(problem: Problem, place: int, seed: int) -> str:
    """Where another unit would make the number an ordinary one, that is worth a question."""
    likelihood, each = problem.likelihood, problem.observations[place]
    weight = MOLECULAR_WEIGHT[problem.model.output(each.analyte).molecule]
    predicted = _population(problem, seed)
    readings = (
        ("nmol/mL (µmol/L) instead of ng/mL", weight),
        ("ng/mL instead of nmol/mL (µmol/L)", 1 / weight),
        ("1,000 times as much", 1000.0),
        ("a thousandth", 0.001),
    )
    for words, factor in readings:
        other = likelihood.of(likelihood.measured * factor)
        if _PLAUSIBLE[0] <= float(other.chance_below(predicted).mean(axis=0)[place]) <= _PLAUSIBLE[1]:
            return f" Read as {words} it would be ordinary."
    return ""


def _person(problem: Problem, posterior: Posterior) -> list[Concern]:
    distance = float(posterior.mode @ posterior.mode)
    chance = float(chdtrc(problem.size, distance)) if problem.size else 1.0
    if chance >= RARE_PERSON:
        return []
    return [
        concern(
            Level.REVIEW, "patient", "the most probable patient is one that fewer than 1 in 1,000 would be like",
            value=f"{distance:.3g}", limit=f"chi-squared, {problem.size} degrees of freedom", model=_who(problem),
            advice="Check dose, salt or base, times, units and weight before using this fit.",
        )
    ]  # fmt: skip


def _residuals(problem: Problem, samples: tuple[Sample, ...]) -> list[Concern]:
    return [
        concern(
            Level.CAUTION, "at", f"{each.analyte} at {each.at_h:.4g} h does not fit the others: {abs(each.residual_sd):.1f} SD of the measurement error away",
            value=f"{each.measured:.4g} ng/mL", limit=f"{each.individual:.4g} ng/mL", model=_who(problem), advice="Check its time and unit.",
        )
        for each in samples
        if each.residual_sd is not None and abs(each.residual_sd) > FAR
    ]  # fmt: skip


def _search(problem: Problem, posterior: Posterior) -> list[Concern]:
    found = []
    if not posterior.converged:
        found.append(
            concern(
                Level.REVIEW, "map", "the search for the most probable patient did not settle", value=f"slope {posterior.slope:.2g}",
                model=_who(problem), advice="Do not use this fit; check the samples.",
            )
        )  # fmt: skip
    if posterior.restarts_agreeing < len(posterior.restarts):
        found.append(
            concern(
                Level.CAUTION, "map", f"{posterior.restarts_agreeing} of {len(posterior.restarts)} starts ended at the best place",
                model=_who(problem), advice="There may be two explanations of these samples: look at the draws, not at the mode.",
            )
        )  # fmt: skip
    if posterior.method is Method.ENSEMBLE and (
        posterior.rhat is None or posterior.rhat > LARGEST_RHAT or posterior.effective < FEWEST_EFFECTIVE
    ):
        found.append(
            concern(
                Level.REVIEW, "draws", "the draws of the posterior have not settled", value=f"split R-hat {posterior.rhat:.4g}",
                limit=f"{LARGEST_RHAT:g}", model=_who(problem), advice="Do not use the bands of this fit.",
            )
        )  # fmt: skip
    return found


def _learnt(problem: Problem, shrinkage: dict[str, float]) -> list[Concern]:
    if not problem.observations:
        return [
            concern(
                Level.NOTE,
                "observations",
                "nothing was measured: this is the population of this weight and age",
                model=_who(problem),
            )
        ]
    same = [name for name, ratio in shrinkage.items() if ratio > UNCHANGED]
    if not same:
        return []
    return [
        concern(
            Level.NOTE, "observations", f"the samples say next to nothing about {', '.join(same)}", value=", ".join(f"{shrinkage[name]:.2f}" for name in same),
            limit=f"posterior SD above {UNCHANGED:g} of the population's", model=_who(problem), advice="Read these as the population's, not this patient's.",
        )
    ]  # fmt: skip


def _population(problem: Problem, seed: int) -> Array:
    """What the samples (PEOPLE, m) would be in virtual patients."""
    return problem.predict(normals(tuple(eta.name for eta in problem.model.etas), seed, 0, PEOPLE))


def _in_sd(likelihood: Likelihood, predicted: Array) -> Array:
    with np.errstate(divide="ignore"):
        log_ratio = np.log(likelihood.measured / predicted)
    spread = np.where(
        likelihood.on_log, likelihood.proportional, np.hypot(likelihood.proportional * predicted, likelihood.additive)
    )
    return np.where(likelihood.on_log, log_ratio, likelihood.measured - predicted) / spread


def _who(problem: Problem) -> str:
    return f"{problem.model.id} {problem.model.version}"
