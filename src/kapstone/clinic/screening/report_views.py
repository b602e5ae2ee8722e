"""The eligibility report and what is done on it: an answer in place, a finding set aside, the signed decision, its letter."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kapstone.clinic.access.capabilities import Can, Role
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.screening import actions, letter, queries
from kapstone.clinic.screening.forms import DecisionForm, ItemForm, OverrideForm
from kapstone.clinic.screening.lines import shown
from kapstone.clinic.screening.views import tell_flags, where_next
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.factforms import words_of
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.clinic.web.queries import initial_from_draft
from kapstone.facts import Answer, Decision
from kapstone.facts.history import HISTORY

_DECISION = "eligibility-decision"


@allow(Can.SEE_EPISODE, record="episode")
@require_GET
def report(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The eligibility report"""
    page = episodes.patient_page(request.record, clock.now())
    kept = initial_from_draft(request, _DECISION, episode)
    kept.pop("signature", None)  # a name is typed each time it signs
    return _page(request, page, initial=kept)


@allow(Can.SCREEN, record="episode")
@require_POST
def answer(request: ClinicRequest, episode: UUID, item: str) -> HttpResponse:
    """Answer one question of the history from its line in the report"""
    asked = HISTORY.get(item)
    if asked is None:
        raise Http404
    form = ItemForm(request.POST, item=asked)
    page = episodes.patient_page(request.record, clock.now())
    if not form.is_valid():
        return _page(request, page, item_form=form, status=422)
    said = form.cleaned_data
    recorded = actions.answer_history(
        episode=request.record, item=item, answer=Answer(said["answer"]), detail=said["detail"], on=said.get("on"), by=request.actor, at=page.now,
        key=posted_key(request),
    )  # fmt: skip
    messages.success(request, f"Recorded. {asked.clinical}: {words_of(Answer(said['answer'])).lower()}.")
    tell_flags(request, recorded)
    return HttpResponseRedirect(where_next(request, episode))


@allow(Can.RESOLVE_SAFETY, record="episode")
@require_POST
def set_aside(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Set a finding aside with a reason; clinicians only, and which of them depends on the finding"""
    page = episodes.patient_page(request.record, clock.now())
    form = OverrideForm(request.POST)
    finding = request.POST.get("finding", "")[:200]
    if not form.is_valid():
        return _page(request, page, override_form=form, override_key=finding, status=422)
    try:
        recorded = actions.set_aside(
            episode=request.record, finding=finding, reason=form.cleaned_data["reason"], by=request.actor, at=page.now, key=posted_key(request)
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, page, override_form=form, override_key=finding, refusal=refusal, status=refusal.status)
    done = any(f.key == finding and f.overridden_by for f in recorded.assessment.findings)
    messages.success(request, "Set aside; your reason is kept." if done else "Recorded. It waits for a second clinician.")
    return HttpResponseRedirect(where_next(request, episode))


@allow(Can.DECIDE_ELIGIBILITY, record="episode")
@require_http_methods(["GET", "POST"])
def decide(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Decide eligibility and sign"""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("screening:report", kwargs={"episode": episode}) + "#decide")
    page = episodes.patient_page(request.record, clock.now())
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, page, form=form, status=422)
    said = form.cleaned_data
    try:
        recorded = actions.decide(
            episode=request.record, decision=Decision(said["decision"]), reason=said["reason"], conditions=said["conditions"], signature=said["signature"],
            report_digest=said["report"], by=request.actor, at=page.now, key=posted_key(request), seen=posted_seen(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.field:
            form.add_refusal(refusal)
        return _page(request, page, form=form, refusal=refusal, status=refusal.status)
    drafts.discard_draft(user_id=request.actor.user_id, form=_DECISION, subject=episode)
    messages.success(request, "Decision signed. The letter is ready to print.")
    return redirect("screening:letter", episode=episode, decision=recorded.first.id)


@allow(Can.SEE_EPISODE, record="episode")
@require_GET
def decision_letter(request: ClinicRequest, episode: UUID, decision: UUID) -> HttpResponse:
    """The letter that tells the patient the decision"""
    page = episodes.patient_page(request.record, clock.now())
    record = queries.decision_of(page.facts, decision)
    if record is None:
        raise Http404
    written = letter.write(record, page)
    if request.GET.get("as") == "pdf":
        return HttpResponse(
            letter.as_pdf(written),
            content_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="decision.pdf"'},
        )
    return render(request, "screening/letter.html", page.context("screening:hub", letter=written))


def _page(
    request: ClinicRequest,
    page: PatientPage,
    *,
    form: DecisionForm | None = None,
    initial: dict[str, object] | None = None,
    item_form: ItemForm | None = None,
    override_form: OverrideForm | None = None,
    override_key: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The report, with whatever form came back in it; what was typed is kept and what is signed is always the report shown."""
    found = queries.report_for(page.episode, page.now, page.facts, page.assessment)
    if form is None:
        form = DecisionForm(initial={**(initial or {}), "report": found.digest})
    else:
        form.data = request.POST.copy()
        form.data["report"] = found.digest
    may_decide = request.actor.can(Can.DECIDE_ELIGIBILITY) and Role.PRESCRIBER in request.actor.roles
    context = page.context(
        "screening:hub", report=found, form=form, refusal=refusal, may_decide=may_decide, whole=request.GET.get("show") == "all",
        groups=shown(found, page, request.actor, item_form=item_form, override_form=override_form, override_key=override_key),
        decision=letter.decision_line(found.decision, page) if found.decision else None,
    )  # fmt: skip
    return render(request, "screening/report.html", context, status=status)
