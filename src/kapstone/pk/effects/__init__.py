"""Effects of ketamine as far as a model supports them; what it does not support is refused with the reason."""

from functools import cache

from kapstone.catalogue import entries
from kapstone.findings import Level
from kapstone.pk.effects._effect import WITHOUT_MODEL, EffectSite, Endpoint, Grade, NoUsableModel, Uncertain, no_model
from kapstone.pk.effects.perception import BANDS, Perception, c50_ng_per_ml, effect_reader, external_perception
from kapstone.pk.effects.pressure import PressureRates, Rate, pressure_rates
from kapstone.pk.effects.recovery import Recovery, recovery_estimate
from kapstone.pk.effects.sedation import sedation_concern
from kapstone.pk.errors import Concern, Kind

__all__ = [
    "BANDS", "WITHOUT_MODEL", "EffectSite", "Endpoint", "Grade", "NoUsableModel", "Perception", "PressureRates", "Rate", "Recovery",
    "Uncertain", "all_effects", "c50_ng_per_ml", "effect_for", "effect_reader", "external_perception", "pressure_rates",
    "recovery_estimate", "sedation_concern",
]  # fmt: skip


@cache
def all_effects() -> dict[str, EffectSite]:
    """Every effect model by its id: one file each in this package, found."""
    return entries(__name__, EffectSite, name="EFFECT")


def effect_for(endpoint: Endpoint | str) -> EffectSite:
    """The effect model of an endpoint. Raises NoUsableModel with the reason where there is none."""
    try:
        wanted = Endpoint(endpoint)
    except ValueError:
        raise NoUsableModel(
            Concern(
                kind=Kind.EFFECT, level=Level.STOP, field="endpoint", value=str(endpoint), says=f"no effect is called {endpoint!r}",
                limit=", ".join(Endpoint), advice=f"Modelled are {', '.join(each.endpoint for each in all_effects().values())}.",
            )
        ) from None  # fmt: skip
    if wanted in WITHOUT_MODEL:
        raise no_model(wanted)
    return next(each for each in all_effects().values() if each.endpoint is wanted)
