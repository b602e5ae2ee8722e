"""The pages of measures: where each one is, entering one, what was answered, and that a clinician has looked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions, queries
from kapstone.clinic.measures.errors import NoSuchMeasure, WordingNotHere
from kapstone.clinic.measures.forms import MeasureForm, ReviewForm, initial_answers
from kapstone.clinic.measures.running import draft_name
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.clinic.web.queries import draft_for, initial_from_draft

_TAB = "measures:list"


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def overview(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Measures: what is due, started, answered and looked at"""
    page, wordings = episodes.patient_page(request.record, clock.now()), queries.wordings_of(request.record.organisation_id)
    rows = queries.rows(page, wordings)
    context = page.context(
        _TAB,
        rows=rows,
        others=queries.others_than(rows, wordings),
        licensed=queries.licensed(wordings),
        may_record=request.actor.can(Can.RECORD_MEASURES),
    )
    return render(request, "measures/list.html", context)


@allow(Can.RECORD_MEASURES, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ClinicRequest, episode: UUID, slug: str) -> HttpResponse:
    """Enter the answers to a measure"""
    wordings = queries.wordings_of(request.record.organisation_id)
    instrument = queries.instrument_named(slug, wordings)
    if instrument is None:
        raise NoSuchMeasure
    if not instrument.has_text:
        raise WordingNotHere(instrument)
    page = episodes.patient_page(request.record, clock.now())
    name = draft_name(instrument)
    form = MeasureForm(request.POST or None, instrument=instrument, initial=initial_from_draft(request, name, episode))
    if request.method == "POST" and form.is_valid():
        try:
            recorded = actions.enter(
                episode=request.record,
                instrument=instrument,
                answers=form.answers(),
                by=request.actor,
                at=form.cleaned_data["measured_at"] or page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form=name, subject=episode)
            messages.success(request, f"{instrument.short} is recorded.")
            return redirect("measures:result", episode=episode, record=recorded.first.id)
    context = page.context(
        _TAB,
        form=form,
        instrument=instrument,
        due=queries.due_for(page.assessment, instrument),
        newest=next(iter(queries.responses(page.facts, instrument, wordings)), None),
        draft=draft_for(request.actor.user_id, name, episode),
        elsewhere=[row for row in queries.begun(page.episode, instrument) if row.user_id != request.actor.user_id],
    )
    return render(request, "measures/enter.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def result(request: ClinicRequest, episode: UUID, record: UUID) -> HttpResponse:
    """What was answered to a measure"""
    page, wordings = episodes.patient_page(request.record, clock.now()), queries.wordings_of(request.record.organisation_id)
    response = queries.response_of(page.facts, record, wordings)
    if response is None:
        raise NoSuchMeasure
    by_form = bool(response.record.fact.answers) and queries.may_be_asked(response.instrument.id, wordings) is not None
    context = page.context(
        _TAB,
        response=response,
        before=[each for each in queries.responses(page.facts, response.instrument, wordings) if each.record.id != record],
        findings=[finding for finding in page.assessment.findings if finding.subject == str(record)],
        correct_href=address(
            "measures:correct" if by_form else "episodes:correct",
            episode=episode,
            **{"record" if by_form else "fact": record},
        ),
        safety_href=address("safety:concern", episode=episode, concern=record),
        may_review=request.actor.can(Can.RESOLVE_SAFETY) and response.reviewed is None and response.corrected_by is None,
        may_correct=request.actor.can(Can.CORRECT_RECORD) and response.corrected_by is None,
        may_resolve=request.actor.can(Can.RESOLVE_SAFETY),
        is_unfinished=any(
            queries.recorded_early(draft) == record for draft in queries.begun(page.episode, response.instrument)
        ),
        form=ReviewForm(),
    )
    return render(request, "measures/result.html", context)


@allow(Can.CORRECT_RECORD, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ClinicRequest, episode: UUID, record: UUID) -> HttpResponse:
    """Put answers to a measure right"""
    page, wordings = episodes.patient_page(request.record, clock.now()), queries.wordings_of(request.record.organisation_id)
    response = queries.response_of(page.facts, record, wordings)
    if response is None:
        raise NoSuchMeasure
    if request.method != "POST" and response.corrected_by is not None:
        return redirect("measures:result", episode=episode, record=response.corrected_by)
    instrument = queries.may_be_asked(response.instrument.id, wordings)
    if instrument is None:
        raise WordingNotHere(response.instrument)
    form = MeasureForm(request.POST or None, instrument=instrument, initial=initial_answers(response.record.fact))
    if request.method == "POST" and form.is_valid():
        try:
            recorded = actions.correct(
                episode=request.record,
                wrong=response.record,
                answers=form.answers(),
                by=request.actor,
                at=form.cleaned_data["measured_at"],
                key=posted_key(request),
                seen=posted_seen(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Corrected. The first answers are kept and shown as corrected.")
            return redirect("measures:result", episode=episode, record=recorded.first.id)
    context = page.context(
        _TAB,
        form=form,
        response=response,
        instrument=instrument,
        in_error_href=address("episodes:correct", episode=episode, fact=record),
    )
    return render(request, "measures/correct.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.RESOLVE_SAFETY, record="episode")
@require_POST
def review(request: ClinicRequest, episode: UUID, record: UUID) -> HttpResponse:
    """A clinician has looked at a measure"""
    form = ReviewForm(request.POST)
    if form.is_valid():
        actions.review(
            episode=request.record,
            measure=record,
            by=request.actor,
            at=clock.now(),
            remarks=form.cleaned_data["remarks"],
            key=posted_key(request),
        )
        messages.success(request, "You have looked at it; it is off the worklist.")
    else:
        messages.error(request, "The remarks are too long: at most 2,000 characters.")
    return redirect("measures:result", episode=episode, record=record)
