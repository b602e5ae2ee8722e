"""How far external perception is changed over a session: the effect site as one more state of the model, with its uncertainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from kapstone.findings import Level
from kapstone.pk._draws import normals
from kapstone.pk._exponential import Array
from kapstone.pk.effects._effect import EffectSite, NoUsableModel
from kapstone.pk.effects.olofsen2022 import EFFECT as OLOFSEN_2022
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.model import Model, Reader
from kapstone.pk.parts import Site, Status
from kapstone.pk.patient import Patient
from kapstone.pk.prediction import concern_json, grid, words_for
from kapstone.pk.regimen import Regimen, Substance
from kapstone.pk.units import MOLECULAR_WEIGHT
from kapstone.pk.updating.bands import percentiles_of
from kapstone.pk.updating.fit import Fit, Visit
from kapstone.units import Quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BANDS", "Perception", "c50_ng_per_ml", "effect_reader", "external_perception", "individuals"]

BANDS: Mapping[str, str] = MappingProxyType(
    {
        "patients": "between patients; the effect model taken as exact",
        "effect model": "uncertainty of the effect model (C50 and delay); one typical patient",
        "both": "between patients and uncertainty of the effect model",
    }
)
"""The bands there are, and what each is of."""

_S_SHARE_OF_RACEMATE = 0.5  # of the concentration, where a model predicts the racemate as one


@dataclass(frozen=True, eq=False, kw_only=True)
class Perception:
    """By time in h: the typical concentration at the effect site (ng/mL S-ketamine), the typical effect, and its bands (q, T).

    The effect is a share of the largest there can be, 0 to 1. It is no CADSS and no clinical score.
    """

    model: Model
    effect_model: EffectSite
    times_h: Array
    site_ng_per_ml: Array
    effect: Array
    percentiles: tuple[float, ...]
    bands: Mapping[str, Array]
    concerns: tuple[Concern, ...]

    @property
    def words(self) -> str:
        """What must stand beside every number."""
        used = self.effect_model
        return f"{words_for(self.model)}. Share of the largest change of external perception ({used.source.title}; {used.grade.words}); no CADSS score"

    def to_pandas(self) -> "pd.DataFrame":
        """By time in h: site_ng_per_ml, effect, and a column for each band and percentile. Needs pandas."""
        import pandas as pd

        columns = {"site_ng_per_ml": self.site_ng_per_ml, "effect": self.effect}
        for name, band in self.bands.items():
            columns |= {f"{name} {each:g}": row for each, row in zip(self.percentiles, band, strict=True)}
        return pd.DataFrame(columns, index=pd.Index(self.times_h, name="time_h"))

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "model": self.model.id,
            "model_version": self.model.version,
            "model_digest": self.model.digest,
            "effect_model": self.effect_model.id,
            "grade": self.effect_model.grade.value,
            "words": self.words,
            "times_h": self.times_h.tolist(),
            "site_ng_per_ml": self.site_ng_per_ml.tolist(),
            "effect": self.effect.tolist(),
            "percentiles": list(self.percentiles),
            "bands": {name: {"of": BANDS[name], "effect": band.tolist()} for name, band in self.bands.items()},
            "concerns": [concern_json(each) for each in self.concerns],
        }

    def _repr_html_(self) -> str:
        from kapstone.pk.effects._html import perception_html

        return perception_html(self)


def external_perception(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    *,
    until: Quantity | str | None = None,
    every: Quantity | str = "5 min",
    times: Sequence[Quantity | str] | None = None,
    percentiles: Sequence[float] = (5, 50, 95),
    n: int = 2_000,
    seed: int = 0,
    fit: Fit | None = None,
) -> Perception:
    """The course of the effect. With `fit`, of this patient's draws instead of the population.

    Raises Refused: what the model refuses, and NoUsableModel where the effect cannot be driven by this model.
    """
    wanted = percentiles_of(percentiles)
    at = grid(until=until, every=every, times=times)
    concerns = (
        *model.require_applicable(patient, regimen, until_h=float(at.max(initial=0.0))),
        *effect_concerns(model, OLOFSEN_2022),
    )
    c50 = c50_ng_per_ml(OLOFSEN_2022)
    place = len(model.analytes)
    typical = model.curves(patient, regimen, at, readers=[effect_reader(model, regimen, OLOFSEN_2022)])[0, place]
    etas, c50s, half_lives = individuals(model, OLOFSEN_2022, n, seed, fit, regimen)
    moving = effect_reader(model, regimen, OLOFSEN_2022, half_life_min=half_lives)
    alike = np.zeros_like(etas)
    bands = {
        "patients": _course(model.curves(patient, regimen, at, etas=etas, readers=[effect_reader(model, regimen, OLOFSEN_2022)])[:, place], c50),
        "effect model": _course(model.curves(patient, regimen, at, etas=alike, readers=[moving])[:, place], c50s[:, None]),
        "both": _course(model.curves(patient, regimen, at, etas=etas, readers=[moving])[:, place], c50s[:, None]),
    }  # fmt: skip
    return Perception(
        model=model,
        effect_model=OLOFSEN_2022,
        times_h=at,
        site_ng_per_ml=typical,
        effect=_course(typical, c50),
        percentiles=wanted,
        bands=MappingProxyType({name: np.percentile(band, np.asarray(wanted), axis=0) for name, band in bands.items()}),
        concerns=tuple(sorted(concerns, key=lambda each: -each.level)),
    )


def effect_reader(model: Model, regimen: Regimen, effect: EffectSite, *, half_life_min: float | Array | None = None) -> Reader:
    """The effect site as a state that reads the driver's concentration. Raises NoUsableModel."""
    half_life = effect.half_life.value if half_life_min is None else half_life_min
    ke0 = np.log(2) / (np.asarray(half_life) / 60)
    return Reader(name="effect site", weights=_driver(model, regimen, effect), gain=ke0, loss=ke0)


def c50_ng_per_ml(effect: EffectSite) -> float:
    """0.51 nmol/mL of ketamine are 121.2 ng/mL."""
    return effect.c50.value * MOLECULAR_WEIGHT["ketamine"]


def individuals(
    model: Model, effect: EffectSite, n: int, seed: int, fit: Fit | None, regimen: Regimen
) -> tuple[Array, Array, Array]:
    """Etas (n, k) of the population or of the fit, and C50 in ng/mL (n,) and half-life in min (n,) as uncertain as they are.

    The same seed gives the same people and the same effect parameters, so regimens are compared in the same people.
    """
    for name, value, least in (("n", n, 1), ("seed", seed, 0)):
        if value < least:
            says = f"{value} is too small"
            raise OutsideLimits(
                Concern(
                    kind=Kind.LIMIT,
                    level=Level.STOP,
                    field=name,
                    value=str(value),
                    says=says,
                    advice=f"Give a whole number, {least} or more.",
                )
            )
    if fit is None:
        etas = normals(tuple(eta.name for eta in model.etas), seed, 0, n) @ model.omega_root.T
    elif fit.model.digest != model.digest:
        raise NoUsableModel(
            Concern(
                kind=Kind.EFFECT, level=Level.STOP, field="fit", value=fit.model.id, limit=model.id, model=f"{model.id} {model.version}",
                says=f"the fit is of {fit.model.id}: what was learnt with one model is never carried into another", advice="Fit this model to the samples.",
            )
        )  # fmt: skip
    else:
        etas = fit.draws_for(Visit.SAME if regimen == fit.regimen else Visit.ANOTHER, n)
    c50, half_life = normals((f"{effect.id} C50", f"{effect.id} half-life"), seed, 0, n).T
    return etas, effect.c50.at(c50) * MOLECULAR_WEIGHT["ketamine"], effect.half_life.at(half_life)


def effect_concerns(model: Model, effect: EffectSite) -> tuple[Concern, ...]:
    """What the reader of an effect has to know."""
    who = f"{model.id} {model.version}, {effect.id}"
    venous = model.site is not Site.ARTERIAL
    says = (
        f"the delay of the effect was estimated with other concentrations than those of this model ({model.site.value} blood)"
    )
    return (
        Concern(
            kind=Kind.EFFECT, level=Level.CAUTION if venous else Level.NOTE, field="half_life", says=says, value=str(effect.half_life), model=who,
            advice="Read the course as an estimate.",
        ),
        Concern(
            kind=Kind.EFFECT, level=Level.NOTE, field="c50", says=f"the effect was measured in {effect.population}", value=str(effect.c50), model=who,
            advice="It is a share of the largest effect, no score.",
        ),
    )  # fmt: skip


def _driver(model: Model, regimen: Regimen, effect: EffectSite) -> Mapping[str, float]:
    if model.status in {Status.LEGACY, Status.INDICATIVE}:
        raise _no_driver(
            model, f"a {model.status.value} model does not drive an effect: the delay belongs to other concentrations"
        )
    if effect.driver in model.analytes:
        return {effect.driver: 1.0}
    if "ketamine" in model.analytes and regimen.substance is not None:
        return {"ketamine": _S_SHARE_OF_RACEMATE if regimen.substance is Substance.RACEMATE else 1.0}
    raise _no_driver(model, f"the model does not predict {effect.driver}, which alone drives the effect")


def _no_driver(model: Model, says: str) -> NoUsableModel:
    return NoUsableModel(
        Concern(
            kind=Kind.EFFECT, level=Level.STOP, field="model", value=model.id, model=f"{model.id} {model.version}", says=says,
            advice="Use a published model that predicts S-ketamine.",
        )
    )  # fmt: skip


def _course(site: Array, c50: float | Array) -> Array:
    return site / (site + c50)
