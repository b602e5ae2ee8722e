"""The clinic's device in the patient's hands: one part a screen, the questions, the signature, the copy."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.consent import actions, queries
from kapstone.clinic.consent.errors import NoSuchConsent
from kapstone.clinic.consent.forms import SignForm
from kapstone.clinic.consent.queries import Step, StepKind, Walk
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import draft_for
from kapstone.documents import Document
from kapstone.facts import ConsentGiven
from kapstone.pathway import GateId


@allow(Can.TAKE_CONSENT, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Read and sign the consent on the clinic's device"""
    page = episodes.patient_page(request.record, clock.now())
    document = _asked(request, page)
    draft = draft_for(request.actor.user_id, _form(document), episode)
    walk = queries.walk(document, draft.answers if draft else {}, request.record)
    step = _step(request, walk)
    if request.method != "POST":
        return _screen(request, page, walk, step)
    if step.kind is StepKind.SIGN:
        return _signed(request, page, walk, step)
    reply = walk.reply(step, request.POST.get("answer", ""), page.now)
    if reply is None:
        return _screen(request, page, walk, step, error="Choose an answer to go on.")
    if reply.keep:
        drafts.save_answer(
            user_id=request.actor.user_id, form=_form(document), subject=episode, answers=reply.keep, at=page.now
        )
    return redirect(_address(page, document, step if reply.stays else walk.after(step)))


@allow(Can.TAKE_CONSENT, record="episode")
@require_safe
def signed(request: ClinicRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """The patient has signed: their copy, and the device back"""
    text = queries.signed_text(request.record, consent)
    if text is None:
        raise NoSuchConsent
    return render(request, "consent/signed.html", {"episode": request.record, "text": text})


def _signed(request: ClinicRequest, page: PatientPage, walk: Walk, step: Step) -> HttpResponse:
    """The last screen was sent."""
    form = SignForm(request.POST)
    if form.is_valid():
        given = walk.given(signature=form.cleaned_data["signature"], drawn=form.cleaned_data["drawn"])
        try:
            text = actions.sign(
                episode=page.episode,
                document=walk.document,
                given=given,
                by=request.actor,
                at=page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form=_form(walk.document), subject=page.episode.id)
            return redirect("consent:signed", episode=page.episode.id, consent=text.entry)
    return _screen(request, page, walk, step, form=form)


def _screen(
    request: ClinicRequest, page: PatientPage, walk: Walk, step: Step, *, form: SignForm | None = None, error: str = ""
) -> HttpResponse:
    gate = page.assessment.gate(GateId.CONSENT)
    back = walk.before(step)
    context = {
        "page": page, "episode": page.episode, "document": walk.document, "step": step, "form": form or SignForm(),
        "error": error, "back_to": _address(page, walk.document, back) if back else "", "choices": _chosen(walk),
        "waits": None if gate.is_open or page.facts.latest(ConsentGiven) else gate,
    }  # fmt: skip
    return render(request, "consent/sign.html", context, status=422 if error or (form and form.errors) else 200)


def _asked(request: ClinicRequest, page: PatientPage) -> Document:
    """The document named in the address, or the first that wants a signature."""
    documents = {document.id: document for document in queries.documents_for(page.protocol)}
    named = documents.get(request.GET.get("document", ""))
    return named or queries.standing(page.facts, page.protocol, page.now).document


def _step(request: ClinicRequest, walk: Walk) -> Step:
    """The step named in the address. The signature waits until everything has an answer; a draft may already be further on."""
    kind, _, name = request.GET.get("step", "").partition(":")
    asked = walk.step(kind, name)
    if asked is None or asked.kind is StepKind.SIGN:
        return walk.next
    return asked


def _chosen(walk: Walk) -> list[tuple[str, str]]:
    """The choices made, to be looked over before signing."""
    words = {"agree": "Yes", "decline": "No"}
    return [
        (step.title.removeprefix("Your choice: ").capitalize(), words.get(step.answers[0], ""))
        for step in walk.steps
        if step.element is not None and step.element.is_choice and step.answers
    ]


def _address(page: PatientPage, document: Document, step: Step) -> str:
    where = urlencode({"document": document.id, "step": f"{step.kind.value}:{step.id}"})
    return f"{reverse('consent:sign', args=[page.episode.id])}?{where}"


def _form(document: Document) -> str:
    return f"consent-{document.id}"
