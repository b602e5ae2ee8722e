"""The dose planner: looking and trying is a GET, keeping a plan is a POST, and a kept plan can be read and computed again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.planning import actions, planner, queries
from kapstone.clinic.planning.errors import CannotRepeat, NothingToKeep
from kapstone.clinic.planning.forms import KeepForm
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key

_TAB = "sessions:list"


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def plan(request: ClinicRequest, episode: UUID, session: UUID | None = None) -> HttpResponse:
    """The dose planner: what a dose is expected to do in this patient, beside the programme's limits"""
    return _page(request, request.GET, session)


@allow(Can.ORDER_DOSE, record="episode")
@require_POST
def keep(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Keep a plan of the dose in the patient's record"""
    now = clock.now()
    page = episodes.patient_page(request.record, now)
    asked = _asked(request.POST)
    shown = planner.plan(page, asked, request.actor)
    form = KeepForm(request.POST)
    if not shown.is_sent or not shown.sides or shown.refused or not form.is_valid():
        return _page(request, asked, None, keeping=form, refusal=None if shown.form.errors else NothingToKeep(), status=422)
    try:
        kept = actions.keep(
            episode=request.record, predictions=[side.prediction for side in shown.sides], remarks=form.cleaned_data["remarks"], by=request.actor,
            at=now, key=posted_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, asked, None, keeping=form, refusal=refusal, status=int(refusal.status))
    messages.success(request, "The plan is kept.")
    return HttpResponseRedirect(reverse("planning:kept", kwargs={"episode": episode, "plan": kept.id}))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def kept(request: ClinicRequest, episode: UUID, plan: UUID) -> HttpResponse:
    """A plan as it was kept; computed again on request"""
    page = episodes.patient_page(request.record, clock.now())
    found = next((each for each in queries.kept_plans(request.record) if each.id == plan), None)
    if found is None:
        raise Http404
    rows = [row for row in (found.first, found.second) if row is not None]
    sides = [planner.side_of(label, row) for label, row in zip("AB", rows, strict=False)]
    again: bool | None = None
    refusal: Refusal | None = None
    if request.GET.get("again") == "1":
        try:
            again = all(actions.repeat(row) for row in rows)
        except CannotRepeat as refused:
            refusal = refused
    context = page.context(
        _TAB, plan=found, sides=sides, drawing=planner.draw(sides, page.protocol), again=again, refusal=refusal
    )
    return render(request, "planning/kept.html", context)


def _page(
    request: ClinicRequest, data: QueryDict, session: UUID | None, *, keeping: KeepForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    page = episodes.patient_page(request.record, clock.now())
    if session is not None and all(each.id != session for each in page.assessment.sessions):
        raise Http404
    shown = planner.plan(page, data, request.actor, session)
    visit = {"episode": page.episode.id, "session": session}
    context = page.context(
        _TAB, plan=shown, form=shown.form, keeping=keeping or KeepForm(), refusal=refusal, may_keep=request.actor.can(Can.ORDER_DOSE),
        asked=_hidden(shown.form.data), kept=queries.kept_plans(page.episode), visit_href=address("sessions:visit", **visit) if session else "",
    )  # fmt: skip
    return render(request, "planning/planner.html", context, status=status)


def _asked(posted: QueryDict) -> QueryDict:
    """The planner's own fields of what was posted."""
    found = posted.copy()
    for name in ("csrfmiddlewaretoken", "key", "seen", "remarks"):
        found.pop(name, None)
    return found


def _hidden(data: object) -> list[tuple[str, str]]:
    """What is asked, to be sent along when the plan is kept."""
    assert isinstance(data, dict)
    names = [name for name in data if name.startswith(("a_", "b_")) or name in {"weight_basis", "child_pugh", "threshold"}]
    return [(name, str(data.get(name) or "")) for name in names]
