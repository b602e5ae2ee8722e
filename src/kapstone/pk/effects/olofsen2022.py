"""Change of external perception by S-ketamine: Olofsen 2022, in volunteers."""

from kapstone.evidence import Citation
from kapstone.pk.effects._effect import EffectSite, Endpoint, Grade, Uncertain
from kapstone.pk.parts import Trust

__all__ = ["EFFECT"]

EFFECT = EffectSite(
    id="olofsen2022",
    endpoint=Endpoint.EXTERNAL_PERCEPTION,
    driver="S-ketamine",
    c50=Uncertain(0.51, 0.38, 0.66, "nmol/mL"),
    half_life=Uncertain(8.3, 5.1, 13.0, "min"),
    grade=Grade.B,
    trust=Trust.ABSTRACT,
    source=Citation("olofsen2022", "Olofsen et al. 2022, Anesthesiology 136:792", where="abstract"),
    population="17 men, volunteers",
    remarks=(
        "S-ketamine alone drives it: R-ketamine did not contribute. A small antagonism by S-norketamine was found too; it is left out, since its "
        "number has not been read. The delay was estimated with the concentrations of that study; with those of another model it is an extrapolation."
    ),
)
