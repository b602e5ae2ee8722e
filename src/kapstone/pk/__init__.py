"""Pharmacokinetics of ketamine: published models as data, an exact engine, populations, comparisons. Decision support, never a dose.

from kapstone import pk
from kapstone.pk.units import kg, mg, minutes, hours, years

model = pk.load("otto2021")
regimen = pk.Regimen("S-ketamine", "base").infusion(35 * mg, over=40 * minutes)
patient = pk.Patient(weight=70 * kg, age=41 * years)
model.predict(patient, regimen, until=8 * hours)["S-ketamine"]
"""

from kapstone.facts import AmountAs, Route
from kapstone.pk.compare import Comparison, Envelope, between_models, compare
from kapstone.pk.errors import (
    Concern,
    Kind,
    MissingCovariate,
    ModelRefused,
    NotIndicated,
    OutsideLimits,
    Refused,
    RouteNotCovered,
    UnitUnsaid,
    UnknownModel,
    Unsaid,
    WrongSubstance,
)
from kapstone.pk.metrics import Measure, Metric, metrics_of
from kapstone.pk.model import Eta, Model, Reader
from kapstone.pk.models import all_models, load, parse
from kapstone.pk.parts import Site, Status, Trust
from kapstone.pk.patient import Patient
from kapstone.pk.population import Band, Population, Sampling, Summary, simulate
from kapstone.pk.prediction import Asked, Prediction, predict
from kapstone.pk.regimen import Dose, Formulation, Regimen, Substance
from kapstone.pk.units import as_ng_per_ml

__all__ = [
    "AmountAs", "Asked", "Band", "Comparison", "Concern", "Dose", "Envelope", "Eta", "Formulation", "Kind", "Measure",
    "Metric", "MissingCovariate", "Model", "ModelRefused", "NotIndicated", "OutsideLimits", "Patient", "Population",
    "Prediction", "Reader", "Refused", "Regimen", "Route", "RouteNotCovered", "Sampling", "Site", "Status", "Substance",
    "Summary", "Trust", "UnitUnsaid", "UnknownModel", "Unsaid", "WrongSubstance", "all_models", "as_ng_per_ml",
    "between_models", "compare", "load", "metrics_of", "parse", "predict", "simulate",
]  # fmt: skip
