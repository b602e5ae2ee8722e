"""The models of the clinic's rooms."""

from django.apps import apps
from django.db.models import Model

__all__ = ["APPEND_ONLY", "MODELS"]

MODELS: list[type[Model]] = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("kapstone.clinic.") and not model.__module__.startswith("kapstone.clinic.config.")
]
"""Not those of config: its one model, the browser sessions, holds no field of its own beyond Django's."""

APPEND_ONLY = [model for model in MODELS if getattr(model, "append_only", False)]
