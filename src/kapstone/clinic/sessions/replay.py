"""A session again: the same screen as it stood at a chosen moment, with what was known then and nothing that came later."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.screen import live_context
from kapstone.facts import Facts

__all__ = ["Moment", "as_it_stood", "moments", "replay"]

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment at which something of the session was written down."""

    number: int
    at: datetime
    words: tuple[str, ...]


def moments(facts: Facts, session: UUID) -> list[Moment]:
    """Every moment of the session's record, oldest first, with what was written then."""
    written: dict[datetime, list[str]] = {}
    for record in facts.history:
        if getattr(record.fact, "session", None) == session:
            words = episodes.words_of(record)
            written.setdefault(record.recorded_at, []).append(f"{words.what} {words.detail}".strip())
    return [Moment(number, at, tuple(written[at])) for number, at in enumerate(sorted(written))]


def as_it_stood(page: PatientPage, session: UUID, moment: datetime) -> VisitPage | None:
    """The visit as its screen showed it at `moment`: from what had been written down by then, judged at that time."""
    known = page.facts.until(moment)
    then = replace(page, facts=known, now=moment, assessment=episodes.assessment_of(page.episode, moment, known))
    return VisitPage.of(then, session)


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def replay(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The session again, at a chosen moment"""
    page = episodes.patient_page(request.record, clock.now())
    steps = moments(page.facts, session)
    if not steps:
        raise Http404
    asked = request.GET.get("step", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _MOST_DIGITS else len(steps) - 1
    step = steps[min(number, len(steps) - 1)]
    here = as_it_stood(page, session, step.at)
    if here is None:
        raise Http404
    context = live_context(request, here) | {
        "may": {}, "is_over": True, "steps": steps, "step": step, "last": len(steps) - 1,
        "before": step.number - 1 if step.number else None, "after": step.number + 1 if step.number + 1 < len(steps) else None,
    }  # fmt: skip
    return render(request, "sessions/replay.html", context)
