"""The pages of screening: the hub, the history, each part, and the programme."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.screening import actions, queries, trials
from kapstone.clinic.screening.errors import AnsweredMeanwhile
from kapstone.clinic.screening.forms import HistoryForm, ProgrammeForm
from kapstone.clinic.screening.lines import first_guess
from kapstone.clinic.screening.medicines import said_of
from kapstone.clinic.screening.overrides import CLINICIANS
from kapstone.clinic.screening.sections import SECTIONS, Section
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.factforms import FactForm
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.clinic.web.queries import initial_from_draft
from kapstone.facts import EligibilityDecided, Fact, MedicationListed, MedicationsReconciled
from kapstone.facts.history import Asked
from kapstone.protocols import all_protocols

_HISTORY = "screening-history"


@allow(Can.SEE_EPISODE, record="episode")
@require_GET
def hub(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Screening: what is answered, what is missing, and by whom"""
    page = episodes.patient_page(request.record, clock.now())
    report = queries.report_for(request.record, page.now, page.facts, page.assessment)
    context = page.context(
        "screening:hub",
        parts=queries.parts(page.facts, request.actor),
        history=queries.history_progress(page.facts),
        report=report,
        may_screen=request.actor.can(Can.SCREEN),
        measures_href=address("measures:list", episode=episode),
    )
    return render(request, "screening/hub.html", context)


@allow(Can.SCREEN, record="episode")
@require_http_methods(["GET", "POST"])
def history(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The medical and psychiatric history"""
    page = episodes.patient_page(request.record, clock.now())
    asked = queries.questions(page.facts)
    is_clinician = bool(request.actor.roles & CLINICIANS)
    mine = [question for question in asked if is_clinician or question.item.asked is Asked.PATIENT]
    in_plain_words = request.GET.get("words") == "plain"
    if request.method == "GET":
        form = HistoryForm(
            questions=mine, in_plain_words=in_plain_words, initial=initial_from_draft(request, _HISTORY, episode)
        )
        return _history_page(request, page, form, asked)
    form = HistoryForm(request.POST, questions=mine, in_plain_words=in_plain_words)
    if not form.is_valid():
        return _history_page(request, page, form, asked, status=422)
    try:
        recorded = actions.answer_many(
            episode=request.record, answers=form.changed_answers(), by=request.actor, at=page.now, key=posted_key(request), seen=posted_seen(request)
        )  # fmt: skip
    except AnsweredMeanwhile as refusal:
        return _history_page(request, page, form, asked, refusal=refusal, status=refusal.status)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _history_page(request, page, form, asked, status=refusal.status)
    drafts.discard_draft(user_id=request.actor.user_id, form=_HISTORY, subject=episode)
    _tell(request, recorded, f"{len(recorded.records)} answer{'s' if len(recorded.records) != 1 else ''} recorded.")
    return redirect("screening:hub", episode=episode)


@allow(Can.SCREEN, record="episode")
@require_http_methods(["GET", "POST"])
def enter(request: ClinicRequest, episode: UUID, slug: str) -> HttpResponse:
    """One part of screening"""
    section = _section(slug)
    page = episodes.patient_page(request.record, clock.now())
    draft = f"screening-{slug}"
    if request.method == "GET":
        initial = {**first_guess(section, page), **initial_from_draft(request, draft, episode)}
        return _section_page(request, page, section, section.form(initial=initial))
    form = section.form(request.POST)
    if not form.is_valid():
        return _section_page(request, page, section, form, status=422)
    try:
        recorded = actions.enter(
            episode=request.record, section=section, fact=fact_of(section, form, page), by=request.actor, at=form.at(page.now), key=posted_key(request)
        )  # fmt: skip
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _section_page(request, page, section, form, refusal=refusal, status=refusal.status)
    drafts.discard_draft(user_id=request.actor.user_id, form=draft, subject=episode)
    entered = recorded.first.fact
    said = f" {said_of(entered)}" if isinstance(entered, MedicationListed) and entered.is_taken else ""
    _tell(request, recorded, f"{section.title}: recorded.{said}")
    return HttpResponseRedirect(where_next(request, episode, slug if section.is_list else ""))


@allow(Can.SCREEN, record="episode")
@require_http_methods(["GET", "POST"])
def programme(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The programme the patient is screened for"""
    page = episodes.patient_page(request.record, clock.now())
    form = ProgrammeForm(request.POST or None, protocols=all_protocols(), initial={"protocol": page.protocol.id})
    if request.method == "POST" and form.is_valid():
        chosen = all_protocols()[form.cleaned_data["protocol"]]
        try:
            actions.choose_programme(
                episode=request.record, protocol=chosen, by=request.actor, at=page.now, key=posted_key(request)
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
            return _programme_page(request, page, form, status=refusal.status)
        messages.success(request, f"Screening goes on for {chosen.title}.")
        return redirect("screening:hub", episode=episode)
    return _programme_page(request, page, form, status=422 if form.errors else 200)


def fact_of(section: Section, form: FactForm[Fact], page: PatientPage) -> Fact:
    """The fact of a valid form, with what nobody is asked."""
    if section.kind is MedicationsReconciled:
        latest = {record.fact.name.casefold(): record.fact for record in page.facts.of(MedicationListed)}
        return form.to_fact(count=sum(fact.is_taken for fact in latest.values()))
    return form.to_fact()


def where_next(request: ClinicRequest, episode: UUID, slug: str = "") -> str:
    """Back to the line of the report the entry was made for, to the list it was put on, or to the hub."""
    anchor = request.POST.get("anchor", "")
    if request.POST.get("next") == "report":
        safe = "".join(letter for letter in anchor if letter.isalnum() or letter in "-_")
        return reverse("screening:report", kwargs={"episode": episode}) + (f"#{safe}" if safe else "")
    if slug:
        return reverse("screening:enter", kwargs={"episode": episode, "slug": slug})
    return reverse("screening:hub", kwargs={"episode": episode})


def tell_flags(request: ClinicRequest, recorded: Recorded) -> None:
    """Say at once what a value led to: possible, recorded, and clinically out of range."""
    for finding in actions.flagged(recorded):
        messages.warning(request, f"{finding.level.word}: {finding.because} {finding.act}".strip())


def _tell(request: ClinicRequest, recorded: Recorded, sentence: str) -> None:
    messages.success(request, sentence)
    tell_flags(request, recorded)


def _section(slug: str) -> Section:
    section = SECTIONS.get(slug)
    if section is None:
        raise Http404
    return section


def _history_page(
    request: ClinicRequest,
    page: PatientPage,
    form: HistoryForm,
    asked: tuple[queries.Question, ...],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    own = {question.item.id for question in form.questions}
    context = page.context(
        "screening:hub", form=form, groups=form.groups(), refusal=refusal, not_mine=[question for question in asked if question.item.id not in own],
        plain=request.GET.get("words") == "plain",
    )  # fmt: skip
    return render(request, "screening/history.html", context, status=status)


def _section_page(
    request: ClinicRequest,
    page: PatientPage,
    section: Section,
    form: FactForm[Fact],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    part = next(part for part in queries.parts(page.facts, request.actor) if part.section is section)
    context = page.context(
        "screening:hub", section=section, part=part, form=form, refusal=refusal, next=request.POST.get("next") or request.GET.get("next", ""),
        anchor=request.POST.get("anchor") or request.GET.get("anchor", ""),
        trials=trials.table(page) if section.slug == "trials" else None,
    )  # fmt: skip
    return render(request, "screening/enter.html", context, status=status)


def _programme_page(request: ClinicRequest, page: PatientPage, form: ProgrammeForm, *, status: int = 200) -> HttpResponse:
    decided = page.facts.latest(EligibilityDecided)
    context = page.context("screening:hub", form=form, hints=form.hints(), decided=decided)
    return render(request, "screening/programme.html", context, status=status)
