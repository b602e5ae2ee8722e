"""The bands of ketamine-assisted psychotherapy: what a dose is meant for, by route; they overlap, and a clinic defines its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kapstone.dosing import _sources as src
from kapstone.evidence import Citation, Standing
from kapstone.facts import Route

__all__ = ["BANDS", "STATES", "Band", "Intent", "Span", "intents_of"]


class Intent(StrEnum):
    """What a dose is meant for. The last is never given here; it is listed so that it is recognised."""

    PSYCHOLYTIC = "psycholytic"
    MIDDLE = "middle"
    PSYCHEDELIC = "psychedelic"
    ANAESTHETIC = "anaesthetic"


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` in `unit`, both included."""

    low: float
    high: float
    unit: str

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high:
            raise ValueError(f"{self.low:g} to {self.high:g} {self.unit} is no span")

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g} {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band. Intravenous spans are over 40 minutes, except the anaesthetic one, which is a bolus."""

    intent: Intent
    title: str
    meant_for: str
    spans: Mapping[Route, Span]
    patient_can: str
    therapist: str
    is_given: bool = True
    standing: Standing = Standing.TO_CONFIRM
    sources: tuple[Citation, ...] = (src.DORE_2019, src.WOLFSON_2024, src.KOLP_2014)


_PER_KG, _MG = "mg/kg", "mg"

BANDS: Mapping[Intent, Band] = MappingProxyType(
    {
        band.intent: band
        for band in (
            Band(
                intent=Intent.PSYCHOLYTIC, title="Low, psycholytic", meant_for="talking with defences lowered",
                spans={Route.IM: Span(0.15, 0.4, _PER_KG), Route.IV: Span(0.1, 0.35, _PER_KG), Route.SUBLINGUAL: Span(50, 150, _MG)},
                patient_can="speak, remember, be aware of both worlds", therapist="active dialogue",
            ),
            Band(
                intent=Intent.MIDDLE, title="Middle, out of body", meant_for="looking inward with brief talk",
                spans={Route.IM: Span(0.4, 0.75, _PER_KG), Route.IV: Span(0.35, 0.6, _PER_KG), Route.SUBLINGUAL: Span(150, 300, _MG)},
                patient_can="speak now and then", therapist="mostly holding the space",
            ),
            Band(
                intent=Intent.PSYCHEDELIC, title="Psychedelic, transpersonal", meant_for="going inward with eyeshade and music",
                spans={Route.IM: Span(0.75, 1.5, _PER_KG), Route.IV: Span(0.6, 1.0, _PER_KG), Route.SUBLINGUAL: Span(300, 450, _MG)},
                patient_can="not speak for 20 to 45 min", therapist="silent presence; integration later",
            ),
            Band(
                intent=Intent.ANAESTHETIC, title="Anaesthetic: never in ketamine-assisted psychotherapy", meant_for="unconsciousness",
                spans={Route.IM: Span(6.5, 13, _PER_KG), Route.IV: Span(1, 4.5, _PER_KG)}, patient_can="nothing: unconscious", therapist="none",
                is_given=False, standing=Standing.CHECKED, sources=(src.KETALAR,),
            ),
        )
    }
)  # fmt: skip
"""The bands from low to high."""

STATES = ("empathogenic", "out of body", "near death", "ego dissolution")
"""Kolp's four states (kolp2014), in order of dose."""


def intents_of(route: Route, amount: float, unit: str) -> tuple[Intent, ...]:
    """The bands of psychotherapy an amount lies in: none between or beyond them, two where they meet. Never the anaesthetic one."""
    return tuple(
        intent
        for intent, band in BANDS.items()
        if band.is_given
        and (span := band.spans.get(route)) is not None
        and span.unit == unit
        and span.low <= amount <= span.high
    )
