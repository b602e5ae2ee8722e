"""The numbers rules judge by under a protocol: its own overrides, and what follows from its other sections."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from kapstone.protocols import Protocol
from kapstone.rules import all_rules

__all__ = ["limits_for"]


def limits_for(protocol: Protocol) -> Mapping[str, Mapping[str, float]]:
    """Rule id -> limit -> number. What the protocol states under [rules] wins over what is derived."""
    derived = {rule: _known(rule, limits) for rule, limits in _derived(protocol).items()}
    merged = {rule: {**limits, **protocol.rules.get(rule, {})} for rule, limits in derived.items()}
    return MappingProxyType({**protocol.rules, **{rule: MappingProxyType(limits) for rule, limits in merged.items() if limits}})


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
