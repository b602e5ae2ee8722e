"""How well predicted concentrations agree with measured ones: minus twice the log likelihood, its slope and its curvature."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

__all__ = ["Likelihood", "Misfit"]

Array = NDArray[np.float64]

_FLOOR = 1e-9
"""ng/mL. A proportional error has no spread at a concentration of nothing; below this the model is taken to say this much."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Of each prediction (..., m): minus twice the log likelihood without ln(2 pi), its slope, and a curvature that is never negative."""

    value: Array
    slope: Array
    curvature: Array


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The measured concentrations with their error model, all in ng/mL.

    `measured` has shape (..., m): m samples; axes in front are data sets that share sampling times and error model. The other arrays have
    shape (m,). The error of a sample has SD sqrt((proportional f)^2 + additive^2), or, where `on_log` says that the model was fitted to
    logarithms, SD `proportional` on the log scale. Where `below` is true, `measured` holds the limit of quantification and the sample counts
    as "somewhere under it" (method M3 of Beal 2001, J Pharmacokinet Pharmacodyn).
    """

    measured: Array
    proportional: Array
    additive: Array
    on_log: NDArray[np.bool_]
    below: NDArray[np.bool_]

    def of(self, measured: Array) -> "Likelihood":
        """The same error model for other measurements (..., m) at the same times."""
        return replace(self, measured=measured)

    def misfit(self, predicted: Array) -> Misfit:
        """Of predictions (..., m), which broadcast against `measured`."""
        f = np.maximum(predicted, _FLOOR)
        y = self.measured
        sd, sd_slope = self._sd(f)
        centre, centre_slope = (np.log(f), 1 / f) if self.on_log.all() else (f, np.ones_like(f))
        if self.on_log.any() and not self.on_log.all():
            centre = np.where(self.on_log, np.log(f), f)
            centre_slope = np.where(self.on_log, 1 / f, 1.0)
        target = np.where(self.on_log, np.log(np.maximum(y, _FLOOR)), y) if self.on_log.any() else y
        u = (target - centre) / sd
        u_slope = -(centre_slope + u * sd_slope) / sd
        value = 2 * np.log(sd) + u**2
        slope = 2 * sd_slope / sd + 2 * u * u_slope
        # What Fisher's information expects: the average over the measurements that this prediction would give.
        curvature = 2 * (centre_slope / sd) ** 2 + 4 * (sd_slope / sd) ** 2
        if self.below.any():
            log_phi = log_ndtr(u)
            hazard = np.exp(-(u**2) / 2 - log_phi) / np.sqrt(2 * np.pi)
            value = np.where(self.below, -2 * log_phi, value)
            slope = np.where(self.below, -2 * hazard * u_slope, slope)
            curvature = np.where(self.below, 2 * hazard * (hazard + u) * u_slope**2, curvature)
        return Misfit(value, slope, np.maximum(curvature, 0.0))

    def total(self, predicted: Array) -> Array:
        """Minus twice the log likelihood of all samples together, of predictions (..., m)."""
        with np.errstate(over="ignore", invalid="ignore"):
            total: Array = self.misfit(predicted).value.sum(axis=-1)
        return np.where(np.isfinite(predicted).all(axis=-1) & np.isfinite(total), total, np.inf)

    def chance_below(self, predicted: Array) -> Array:
        """Chance that a measurement comes out at or under `measured`, for each prediction (..., m)."""
        f = np.maximum(predicted, _FLOOR)
        sd, _ = self._sd(f)
        on_log = np.log(np.maximum(self.measured, _FLOOR)) - np.log(f)
        return np.exp(log_ndtr(np.where(self.on_log, on_log, self.measured - f) / sd))

    def _sd(self, f: Array) -> tuple[Array, Array]:
        """The SD of a measurement at concentration f, on the scale it is judged on, and how it changes with f."""
        if not self.additive.any() and not self.on_log.any():
            return self.proportional * f, self.proportional + np.zeros_like(f)
        sd = np.sqrt((self.proportional * f) ** 2 + self.additive**2)
        slope = self.proportional**2 * f / sd
        return np.where(self.on_log, self.proportional, sd), np.where(self.on_log, 0.0, slope)
