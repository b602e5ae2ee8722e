"""The worklist, the caseload, the patient page, the timeline, corrections, and the course of an episode."""

from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import actions, links, outcomes, overview, queries
from kapstone.clinic.episodes.forms import AssignForm, CloseForm, FilterForm, InErrorForm, ResumeForm, SuspendForm
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.people.models import Staff
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.factforms import FactForm, fact_form, initial_of, label_of, unit_of, words_of
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.facts import Fact
from kapstone.pathway import GateId, Stage

_TIMELINE_GROUPS = (
    ("", "Everything"),
    ("visit", "Visits"),
    ("dose", "Doses"),
    ("measure", "Measures"),
    ("safety", "Safety"),
    ("decision", "Decisions"),
    ("document", "Documents"),
)


@allow(Can.SIGN_IN)
@require_safe
def home(request: ClinicRequest) -> HttpResponse:
    """Sends each person to their own first page."""
    if request.actor.can(Can.SEE_WORKLIST):
        return redirect("episodes:worklist")
    return redirect(address("portal:home") or address("mfa_index"))


@allow(Can.SEE_WORKLIST)
@require_safe
def worklist(request: ClinicRequest) -> HttpResponse:
    """What needs somebody now, safety first."""
    now = clock.now()
    actions.reassess_due(now)
    everyone = request.GET.get("whose") == "everyone"
    items = list(queries.worklist(request.actor, everyone=everyone)[:200])
    may = request.actor.can(Can.OBSERVE_SESSION)
    rows = [(item, links.for_action(item.episode_id, item.action, item.session, may_observe=may)) for item in items]
    context = {
        "rows": rows,
        "everyone": everyone,
        "urgent": sum(item.level >= 6 for item in items),  # STOP and URGENT
        "overdue": sum(item.due_at is not None and item.due_at < now for item in items),
    }
    return render(request, "episodes/worklist.html", context)


@allow(Can.SEE_WORKLIST)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: ClinicRequest, item: UUID) -> HttpResponse:
    """Give a piece of work to a person."""
    row = queries.open_work(request.actor.organisation_id).filter(id=item).first()
    if row is None:
        raise NoSuchWork
    request.access_patient_id = row.episode.patient_id
    staff = (
        Staff.objects.filter(organisation_id=request.actor.organisation_id, is_active=True)
        .select_related("user")
        .order_by("user__name")
    )
    form = AssignForm(request.POST or None, initial={"to": row.assigned_to_id}).for_staff(staff)
    if request.method == "POST" and form.is_valid():
        actions.assign(item=row, to=form.cleaned_data["to"])
        messages.success(request, f"Given to {form.cleaned_data['to'] or 'everyone of the role ' + row.owner_role}.")
        return redirect("episodes:worklist")
    return render(request, "episodes/assign.html", {"item": row, "form": form}, status=422 if request.method == "POST" else 200)


@allow(Can.SEE_EPISODE)
@require_safe
def caseload(request: ClinicRequest) -> HttpResponse:
    """Every patient of the clinic, sorted by need."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "stage": ""}
    stages = [Stage(chosen["stage"])] if chosen["stage"] in set(Stage) else []
    episodes = sorted(queries.caseload(request.actor, stages=stages, search=chosen["q"])[:300], key=_need)
    counts = queries.counts_by_stage(request.actor.organisation_id)
    courses = queries.primary_courses(episodes)
    context = {
        "rows": [(episode, outcomes.spark_of(episode, courses[episode.id])) for episode in episodes],
        "q": chosen["q"],
        "stage": stages[0] if stages else None,
        "counts": [(stage, counts.get(stage.value, 0)) for stage in Stage if counts.get(stage.value)],
        "total": sum(counts.values()),
    }
    return render(request, "episodes/caseload.html", context)


def _need(episode: Episode) -> tuple[object, ...]:
    """Worst open work first, then the nearest deadline, then the name; closed episodes come last."""
    work = getattr(episode, "open_work", ())
    worst = work[0].level if work else 0
    due = min((item.due_at for item in work if item.level == worst and item.due_at), default=_NO_DEADLINE)
    return (episode.stage == Stage.CLOSED, -worst, due, episode.patient.sort_name)


_NO_DEADLINE = datetime.max.replace(tzinfo=UTC)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def patient(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The patient on one page."""
    page = queries.patient_page(request.record, clock.now())
    context = page.context(
        "episodes:patient",
        stages=overview.ribbon_of(page),
        findings=overview.open_findings(page),
        due=overview.due_items(page, may_observe=request.actor.can(Can.OBSERVE_SESSION)),
        next_step=overview.next_step(page),
        charts=outcomes.charts_of(page),
        doses=outcomes.doses_of(page),
        dose_columns=outcomes.DOSE_COLUMNS,
        goals=outcomes.goals_of(page),
        medicines=outcomes.medicines_of(page),
        diagnoses=outcomes.diagnoses_of(page),
        documents=outcomes.documents_of(page),
        contacts=outcomes.contacts_of(page),
        details_href=address("people:patient", patient=page.episode.patient_id) if request.actor.can(Can.EDIT_PATIENT) else "",
        events=overview.highlights(page, most=14),
        total_events=len(page.facts.history),
    )
    return render(request, "episodes/patient.html", context)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def timeline(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Everything that was recorded, corrections included."""
    page = queries.patient_page(request.record, clock.now())
    kind = request.GET.get("kind", "")
    events = overview.events(page, kinds=[kind] if kind else [])
    context = page.context("episodes:timeline", events=events, groups=_TIMELINE_GROUPS, kind=kind)
    return render(request, "episodes/timeline.html", context)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def fact(request: ClinicRequest, episode: UUID, fact: UUID) -> HttpResponse:
    """One entry: what was recorded, by whom, and what corrected it."""
    page = queries.patient_page(request.record, clock.now())
    record = page.facts.get(fact)
    if record is None:
        raise Http404
    replaced = page.facts.get(record.corrects) if record.corrects else None
    context = page.context(
        "episodes:timeline",
        record=record,
        words=overview.words_of(record),
        fields=_fields(record.fact, page.zone),
        event=overview.event_of(page, record),
        correction=page.facts.corrected.get(record.id),
        replaced=[overview.event_of(page, replaced)] if replaced else [],
        may_correct=request.actor.can(Can.CORRECT_RECORD) and record.id not in page.facts.corrected,
    )
    return render(request, "episodes/fact.html", context)


@allow(Can.CORRECT_RECORD, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ClinicRequest, episode: UUID, fact: UUID) -> HttpResponse:
    """Put an entry right; the wrong one stays visible."""
    page = queries.patient_page(request.record, clock.now())
    record = page.facts.get(fact)
    if record is None:
        raise Http404
    if request.method != "POST" and record.id in page.facts.corrected:
        return redirect("episodes:fact", episode=episode, fact=fact)
    kind: type[FactForm[Fact]] = fact_form(type(record.fact))
    in_error = request.POST.get("how") == "error"
    right = kind(request.POST if request.method == "POST" and not in_error else None, initial=initial_of(record.fact))
    wrong = InErrorForm(request.POST if in_error else None)
    chosen = wrong if in_error else right
    if request.method == "POST" and chosen.is_valid():
        given = {
            field.name: getattr(record.fact, field.name) for field in fields(record.fact) if field.name not in chosen.fields
        }
        try:
            actions.correct(
                episode=request.record,
                wrong=record.id,
                right=None if in_error else right.to_fact(**given),
                reason=wrong.cleaned_data["reason"] if in_error else "",
                by=request.actor,
                at=record.at,
                key=posted_key(request),
                seen=posted_seen(request),
            )
        except Refusal as refusal:
            chosen.add_refusal(refusal)
        else:
            messages.success(request, "Corrected. The first entry is kept and shown struck through.")
            return redirect("episodes:fact", episode=episode, fact=fact)
    context = page.context(
        "episodes:timeline", record=record, words=overview.words_of(record), right=right, wrong=wrong, in_error=in_error
    )
    return render(request, "episodes/correct.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Suspend, resume or close the course of treatment."""
    page = queries.patient_page(request.record, clock.now())
    forms: dict[str, FactForm[Any]] = {  # Any: each form makes its own kind of fact
        "suspend": SuspendForm(prefix="suspend"),
        "resume": ResumeForm(prefix="resume"),
        "close": CloseForm(prefix="close"),
    }
    may = {
        "suspend": request.actor.can(Can.SUSPEND_EPISODE) and page.assessment.stage not in {Stage.SUSPENDED, Stage.CLOSED},
        "resume": request.actor.can(Can.ORDER_DOSE) and page.assessment.stage is Stage.SUSPENDED,
        "close": request.actor.can(Can.CLOSE_EPISODE) and page.assessment.stage is not Stage.CLOSED,
    }
    what = request.POST.get("what", "")
    status = 200
    if request.method == "POST" and may.get(what):
        form = forms[what] = type(forms[what])(request.POST, prefix=what)
        if form.is_valid():
            try:
                gate = GateId.CLOSE if what == "close" else None
                actions.record(
                    episode=request.record,
                    facts=(form.to_fact(),),
                    by=request.actor,
                    at=page.now,
                    key=posted_key(request),
                    gate=gate,
                )
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(
                    request,
                    {"suspend": "Treatment is suspended.", "resume": "Treatment may go on.", "close": "The episode is closed."}[
                        what
                    ],
                )
                return redirect("episodes:patient", episode=episode)
        status = 422
    elif request.method == "POST":
        status = 403 if what in forms else 422
    return render(request, "episodes/course.html", page.context("episodes:course", forms=forms, may=may), status=status)


class NoSuchWork(Refusal):
    """The row was done, or is another clinic's."""

    status = 404
    title = "That work is no longer open"
    next_step = "Go back to the worklist; what is still open is there."

    def __init__(self) -> None:
        super().__init__("It may have been done meanwhile.")


def _fields(fact: Fact, zone: ZoneInfo) -> list[tuple[str, str]]:
    shown = []
    for name in (field.name for field in fields(fact)):
        value = getattr(fact, name)
        if value in (None, "", (), {}) or isinstance(value, UUID):
            continue
        shown.append((label_of(name), f"{_shown(value, zone)} {unit_of(name)}".strip()))
    return shown


def _shown(value: object, zone: ZoneInfo) -> str:
    match value:
        case Enum():
            return words_of(value)
        case bool():
            return "Yes" if value else "No"
        case float():
            return f"{value:g}"
        case datetime():
            return f"{value.astimezone(zone):%d-%b-%Y %H:%M}"
        case date():
            return f"{value:%d-%b-%Y}"
        case tuple():
            return ", ".join(_shown(each, zone) for each in value)
        case dict():
            return "; ".join(f"{key}: {_shown(each, zone)}" for key, each in value.items())
        case None:
            return "not answered"
        case _:
            return str(value)
