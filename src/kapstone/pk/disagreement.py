"""A warning where the models that cover a regimen disagree: their spread is often wider than that between patients."""

from kapstone.findings import Level
from kapstone.pk.compare import Envelope
from kapstone.pk.errors import Concern, Kind

__all__ = ["DISAGREE", "disagreement"]

DISAGREE = 1.5
"""Typical peaks that differ by more than this factor are warned of. Our own choice."""


def disagreement(envelope: Envelope) -> Concern | None:
    """CAUTION where the highest typical peak is more than 1.5 times the lowest; UNKNOWN where one model alone covers this; else None."""
    peaks = {name: float(curve.max()) for name, curve in envelope.curves.items()}
    if len(peaks) < 2:
        return Concern(
            kind=Kind.MODEL, level=Level.UNKNOWN, field="models", value=", ".join(peaks), limit="two or more models",
            says="one model alone covers this, so nothing is known of how far models would disagree", advice="Read the result with caution.",
        )  # fmt: skip
    low, high = min(peaks, key=peaks.__getitem__), max(peaks, key=peaks.__getitem__)
    if envelope.fold <= DISAGREE:
        return None
    return Concern(
        kind=Kind.MODEL, level=Level.CAUTION, field="models", value=f"{envelope.fold:.2f}-fold", limit=f"{DISAGREE:g}-fold",
        says=f"the models disagree: the typical peak of {envelope.analyte} is {peaks[low]:.0f} ng/mL by {low} and {peaks[high]:.0f} by {high}",
        advice="Take neither for the truth; look at the site and population of each.",
    )  # fmt: skip
