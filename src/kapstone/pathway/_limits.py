"""The numbers rules judge by under a protocol: its own overrides, and what follows from its other sections."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from kapstone.protocols import Protocol
from kapstone.rules import all_rules
from kapstone.rules.conflicts import limits_of

__all__ = ["limits_for"]


def limits_for(protocol: Protocol) -> Mapping[str, Mapping[str, float]]:
    """Rule id -> limit -> number. What follows from other sections, over it the sources the clinic chose, over that its own [rules]."""
    layers = (
        {rule: _known(rule, limits) for rule, limits in _derived(protocol).items()},
        limits_of({topic: choice.variant for topic, choice in protocol.choices.items()}),
        protocol.rules,
    )
    merged: dict[str, dict[str, float]] = {}
    for layer in layers:
        for rule, limits in layer.items():
            merged.setdefault(rule, {}).update(limits)
    return MappingProxyType({rule: MappingProxyType(limits) for rule, limits in merged.items() if limits})


def _derived(protocol: Protocol) -> dict[str, dict[str, float]]:
    windows, monitoring = protocol.windows, protocol.monitoring
    return {
        "LO-02": {"valid_days": _days(windows.consent), "teach_back_percent": windows.teach_back_percent},
        "DELTA-CONSENT": {"days": _days(windows.consent), "teach_back_percent": windows.teach_back_percent},
        "DELTA-WEIGHT": {"days": _days(windows.weight)},
        "DELTA-INDEX-MEASURE": {"days": _days(windows.pre_dose)},
        "DELTA-PREGNANCY": {"days": _days(windows.pregnancy_test)},
        "PR-01": {"repeat_days": _days(windows.pregnancy_test)},
        "DELTA-PRESCRIPTION-MONITORING": {"days": _days(windows.prescription_monitoring)},
        "SU-08": {"valid_days": _days(windows.prescription_monitoring)},
        "HM-03": {"first_doses_in_clinic": float(protocol.home.first_doses_in_clinic)} if protocol.home else {},
        "WU-COGNITION": {"planned_doses": float(protocol.max_induction_doses)},
        "WU-INTERVIEW": {"days": _days(windows.psychiatric_evaluation)},
        "WU-BODY": {"weight_days": _days(windows.weight)},
        "LONG-EXPOSURE": {"sessions": float(protocol.maintenance.sessions_before_benefit_review)},
        "LONG-PREGNANCY": {"again_days": _days(windows.pregnancy_test)},
        "DIS-D1": {
            "minimum_observation_min": _minutes(monitoring.minimum_from_end),
            "from_end": 1.0,
            "minimum_from_start_min": _minutes(monitoring.minimum_from_start),
        },
    }


def _known(rule: str, limits: dict[str, float]) -> dict[str, float]:
    """Only limits the rule has: a rule that judges by another number keeps its own."""
    entry = all_rules().get(rule)
    return {name: value for name, value in limits.items() if entry is not None and name in entry.limits}


def _days(span: timedelta) -> float:
    return span.total_seconds() / 86_400


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
