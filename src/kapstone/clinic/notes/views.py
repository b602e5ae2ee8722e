"""The pages of notes: the list, writing, sealing, reading."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.notes import actions, queries
from kapstone.clinic.notes.errors import NoSuchNote
from kapstone.clinic.notes.forms import ProgressForm, SealedForm
from kapstone.clinic.notes.models import Note
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.clocktime import clock_words
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import initial_from_draft

_TAB = "notes:list"
_DRAFT = "progress-note"


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def listing(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The notes of an episode; of sealed ones that they are there"""
    page = episodes.patient_page(request.record, clock.now())
    context = page.context(
        _TAB,
        lines=queries.lines(page.episode, request.actor),
        may_write=request.actor.can(Can.WRITE_PROGRESS_NOTES),
        may_seal=request.actor.can(Can.WRITE_SEALED_NOTES),
    )
    return render(request, "notes/list.html", context)


@allow(Can.WRITE_PROGRESS_NOTES, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Write and sign a progress note"""
    page = episodes.patient_page(request.record, clock.now())
    earlier = _earlier(request, page)
    form = ProgressForm(request.POST or None, initial=initial_from_draft(request, _DRAFT, episode))
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_note(
                episode=page.episode, by=request.actor, at=page.now, adds_to=earlier.id if earlier else None, session=_session(request, page),
                key=posted_key(request), **form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form=_DRAFT, subject=episode)
            messages.success(request, "The note is signed.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, form=form, earlier=earlier)
    return render(request, "notes/new.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.WRITE_SEALED_NOTES, record="episode")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_sealed(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Write a psychotherapy note and seal it to yourself"""
    page = episodes.patient_page(request.record, clock.now())
    earlier = _earlier(request, page)
    kept = queries.sealed_draft(page.episode, request.actor) if request.method != "POST" else None
    form = SealedForm(request.POST or None, initial={"title": kept.title, "body": kept.body} if kept else {})
    if request.method == "POST" and form.is_valid():
        try:
            actions.seal_note(
                episode=page.episode, by=request.actor, at=page.now, adds_to=earlier.id if earlier else None, session=_session(request, page),
                key=posted_key(request), **form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "The note is signed and sealed. Only you can open it.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, form=form, earlier=earlier)
    return render(request, "notes/new_sealed.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.WRITE_SEALED_NOTES, record="episode")
@sensitive_post_parameters()
@require_POST
def draft(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Keep what is typed into a psychotherapy note, sealed"""
    at = clock.now()
    answers = _typed(request)
    actions.keep_sealed_draft(episode=request.record, by=request.actor, at=at, answers=answers)
    return JsonResponse({"saved": clock_words(at), "items": sorted(answers)})


@allow(Can.WRITE_PROGRESS_NOTES, record="episode")
@never_cache
@require_safe
def read(request: ClinicRequest, episode: UUID, note: UUID) -> HttpResponse:
    """One note; a sealed one only its author"""
    page = episodes.patient_page(request.record, clock.now())
    found = queries.note_for(page.episode, note, request.actor)
    if found is None:
        raise NoSuchNote
    addenda = [
        line for line in queries.lines(page.episode, request.actor) if line.note.adds_to_id == found.id and line.may_open
    ]
    context = page.context(_TAB, note=found, words=queries.words_of(found), addenda=addenda)
    return render(request, "notes/read.html", context)


def _earlier(request: ClinicRequest, page: PatientPage) -> Note | None:
    """The note that this one adds to, named in the address."""
    try:
        asked = UUID(request.GET.get("adds_to", ""))
    except ValueError:
        return None
    return queries.note_for(page.episode, asked, request.actor)


def _session(request: ClinicRequest, page: PatientPage) -> UUID | None:
    """The dosing session that the note is about, named in the address."""
    return next((each.id for each in page.assessment.sessions if str(each.id) == request.GET.get("session")), None)


def _typed(request: ClinicRequest) -> dict[str, str]:
    """Title and body as the browser sent them; anything else is left."""
    sent: object = request.POST
    if request.content_type == "application/json":
        try:
            sent = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            raise Refusal("The draft could not be read.", next_step="Load the page again.") from error
    found = {name: sent.get(name) for name in ("title", "body")} if isinstance(sent, Mapping | QueryDict) else {}
    texts = {name: value for name, value in found.items() if isinstance(value, str)}
    try:
        "".join(texts.values()).encode()
    except UnicodeEncodeError as error:
        raise Refusal(
            "The text holds a character that cannot be kept.",
            next_step="Take it out; typed text never has it, pasted text may.",
        ) from error
    return texts
