"""Individual update: what a few measured concentrations say of one patient, and what that predicts."""

from kapstone.pk.updating._guards import Sample
from kapstone.pk.updating._posterior import Method
from kapstone.pk.updating.bands import PosteriorBands
from kapstone.pk.updating.errors import (
    BeforeFirstDose,
    DuplicateSample,
    NegativeConcentration,
    NoErrorModel,
    NotMeasurable,
    WrongAnalyte,
)
from kapstone.pk.updating.fit import Diagnostics, Fit, Visit
from kapstone.pk.updating.observation import Observation
from kapstone.pk.updating.update import update

__all__ = [
    "BeforeFirstDose", "Diagnostics", "DuplicateSample", "Fit", "Method", "NegativeConcentration", "NoErrorModel", "NotMeasurable",
    "Observation", "PosteriorBands", "Sample", "Visit", "WrongAnalyte", "update",
]  # fmt: skip
