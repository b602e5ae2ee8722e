"""The page of dosing: routes, bands, weights, guardrails, boosters, advice, esketamine."""

from collections.abc import Iterator
from datetime import timedelta

from kapstone.commands._reference.markdown import PRINTED, plain, source, sources, standing, table
from kapstone.dosing import BANDS, DECIDES, DEFAULTS, GUARDRAILS, ROUTES, Direction
from kapstone.dosing.esketamine import DEVICE_MG, DOSES_MG, NOTES, OBSERVATION, REST, SCHEDULES
from kapstone.dosing.guardrails import Guardrail
from kapstone.dosing.routes import Said
from kapstone.evidence import Standing
from kapstone.facts import Route

__all__ = ["page"]

_ROUTES = (Route.IM, Route.IV, Route.SUBLINGUAL)
_SPOKEN = {Standing.CHECKED: "", Standing.TO_CONFIRM: " *", Standing.DESIGN: " **"}
_MIN, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def page() -> str:
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Dosing", "", f"{PRINTED} Information and limits; nothing here is an order. {DECIDES}", "")
    yield from (
        "\\* expert knowledge, a setting to confirm. \\*\\* our proposal, a setting to confirm. Unmarked: checked against the source.",
        "",
    )
    yield from _routes()
    yield from _bands()
    yield from _weight()
    yield from _guardrails()
    yield from _boosters()
    yield from _titration()
    yield from _esketamine()


def _routes() -> Iterator[str]:
    yield from (
        "## Routes",
        "",
        "A dose of one route is never turned into a dose of another: bioavailability is not strength of effect.",
        "",
    )
    head = (
        "route",
        "bioavailability",
        "onset",
        "peak",
        "duration",
        "time in the room",
        "usual start",
        "usual range",
        "sources",
    )
    rows = [
        (
            one.title, *map(_said, (one.bioavailability, one.onset, one.peak, one.duration, one.room_time, one.usual_start, one.usual_range)),
            sources(one.sources),
        )
        for one in ROUTES.values()
    ]  # fmt: skip
    yield from table(head, rows)


def _said(said: Said) -> str:
    return f"{said.words}{_SPOKEN[said.standing]}"


def _bands() -> Iterator[str]:
    yield from (
        "## Bands of ketamine-assisted psychotherapy",
        "",
        "Bands overlap, and a clinic defines its own. The last is never given here.",
        "",
    )
    head = (
        "band",
        "meant for",
        *(plain(route.value) for route in _ROUTES),
        "the patient can",
        "the therapist",
        "standing",
        "sources",
    )
    rows = [
        (
            band.title, band.meant_for, *(str(band.spans[route]) if route in band.spans else "–" for route in _ROUTES), band.patient_can, band.therapist,
            standing(band.standing), sources(band.sources),
        )
        for band in BANDS.values()
    ]  # fmt: skip
    yield from table(head, rows)


def _weight() -> Iterator[str]:
    yield from ("## Weight", "")
    yield "The actual weight, measured within 30 days. Ideal (Devine 1974): 50 kg (male) or 45.5 kg (female) and 2.3 kg for each inch above 60; not below 60 inches."
    yield "Adjusted: ideal and 0.4 of what lies above it. Both are shown beside the actual one; from a body mass index of 30 an order may use them, and a protocol may begin with one."
    yield ""


def _guardrails() -> Iterator[str]:
    yield from ("## Guardrails by route", "", "A stop needs a prescriber's reason. What is not known never passes.", "")
    head = ("route", "warns from", "stops above", "at least between doses", "in seven days", "standing", "source")
    rows = [
        (one.title, _limits(one, "warn"), _limits(one, "stop"), f"{one.min_interval / _HOUR:g} h",
         f"{one.usual_in_7_days} to {one.most_in_7_days}" if one.usual_in_7_days != one.most_in_7_days else one.most_in_7_days, standing(one.standing),
         source(one.source) if one.source else "")
        for one in GUARDRAILS.values()
    ]  # fmt: skip
    yield from table(head, rows)
    yield from (
        "More than 12 sessions in 12 months, or more than 6 months without a break, ask for a review (our proposal).",
        "",
    )


def _limits(one: Guardrail, kind: str) -> str:
    found = [
        f"{value:g} {unit}"
        for value, unit in ((getattr(one, f"{kind}_mg_per_kg"), "mg/kg"), (getattr(one, f"{kind}_mg"), "mg"))
        if value is not None
    ]
    if kind == "warn":
        found += [f"{one.first_warn_mg:g} mg at the first dose"] if one.first_warn_mg is not None else []
        found += [f"above {one.rate_warn_mg_per_kg_per_h:g} mg/kg an hour"] if one.rate_warn_mg_per_kg_per_h is not None else []
    return ", ".join(found) or "–"


def _boosters() -> Iterator[str]:
    yield from (
        "## Boosters",
        "",
        "One, inside the cap of the session, and only under all of these conditions (our proposal).",
        "",
    )
    rows = [
        (plain(route.value), f"{one.max_share_percent:g} %", f"{one.not_before / _MIN:g} to {one.not_after / _MIN:g} min", one.min_moaas,
         f"{one.max_systolic_mmhg:g}/{one.max_diastolic_mmhg:g} mmHg", f"{one.min_spo2_percent:g} %", f"{one.vitals_within / _MIN:g} min")
        for route, one in DEFAULTS.items()
    ]  # fmt: skip
    yield from table(
        (
            "route",
            "of the first dose at most",
            "after it",
            "MOAA/S at least",
            "pressure at most",
            "oxygen at least",
            "vitals within",
        ),
        rows,
    )


def _titration() -> Iterator[str]:
    yield from (
        "## Advice on the next dose",
        "",
        f"The advice has one of these directions, a reason and a source. {DECIDES}",
        "",
    )
    yield from (f"- {direction.value}" for direction in Direction)
    yield from (
        "",
        (
            "A lower dose is advised after a pressure of 180 or 110 mmHg, MOAA/S of 3 or less, distress of 7 or more, two vomits, panic or a serious event: "
            "a quarter to a third less. Higher, by one step of the programme, only below 25 % improvement and when the last session was borne well. "
            "Below 25 % after four doses the treatment is thought over again."
        ),
        "",
    )


def _esketamine() -> Iterator[str]:
    yield from ("## Esketamine", "")
    doses = ", ".join(f"{dose:g}" for dose in DOSES_MG)
    yield f"{doses} mg in devices of {DEVICE_MG:g} mg, {REST / _MIN:g} min apart; at least {OBSERVATION / _HOUR:g} h of observation after the last spray."
    yield ""
    rows = [
        (plain(use.value), f"{phase.from_week} to {phase.to_week or 'on'}", phase.says)
        for use, phases in SCHEDULES.items()
        for phase in phases
    ]
    yield from table(("for", "weeks", "doses"), rows)
    yield from table(
        ("about", "says", "standing", "source"),
        [(note.about, note.says, standing(note.standing), source(note.source)) for note in NOTES],
    )
