"""The desk's pages of consent: how it stands, what was signed, countersigning, taking it back, the copy."""

from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.consent import actions, queries
from kapstone.clinic.consent.errors import NoSuchConsent
from kapstone.clinic.consent.forms import CountersignForm, WithdrawForm
from kapstone.clinic.consent.models import SignedText
from kapstone.clinic.consent.queries import ConsentStanding
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.documents import Question
from kapstone.facts import ConsentWithdrawn, Record
from kapstone.pathway import Gate, GateId

_TAB = "consent:status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One document on the status page."""

    standing: ConsentStanding
    sentence: str
    choices: tuple[tuple[str, str], ...]
    unclear: tuple[Question, ...]
    waits: Gate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One signature in the list of all of them."""

    text: SignedText
    withdrawn: Record[ConsentWithdrawn] | None
    is_current: bool
    is_in_error: bool


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def status(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """How consent stands, and every act of it"""
    page = episodes.patient_page(request.record, clock.now())
    return render(request, "consent/status.html", _status(request, page))


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def read(request: ClinicRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """A signed consent, word for word"""
    page = episodes.patient_page(request.record, clock.now())
    text = _text(page, consent)
    context = page.context(_TAB, text=text, copy=queries.shown(page.episode, text, page.facts))
    return render(request, "consent/read.html", context)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def copy(request: ClinicRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """A signed consent as a PDF"""
    text = queries.signed_text(request.record, consent)
    if text is None:
        raise NoSuchConsent
    made = queries.copy_of(request.record, text, episodes.facts_of(request.record))
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="consent.pdf"'})


@allow(Can.COUNTERSIGN_CONSENT, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def countersign(request: ClinicRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """Countersign a consent"""
    page = episodes.patient_page(request.record, clock.now())
    text = _text(page, consent)
    unclear = queries.unclear(text)
    form = CountersignForm(request.POST or None, has_unclear=bool(unclear))
    if request.method == "POST" and form.is_valid():
        try:
            actions.countersign(
                episode=page.episode,
                consent=consent,
                signature=form.cleaned_data["signature"],
                went_over=form.cleaned_data.get("went_over", False),
                by=request.actor,
                at=page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Countersigned.")
            return redirect(_TAB, episode=episode)
    copied = queries.shown(page.episode, text, page.facts)
    context = page.context(_TAB, text=text, copy=copied, form=form, unclear=unclear)
    return render(request, "consent/countersign.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.WITHDRAW_CONSENT, record="episode")
@require_POST
def withdraw(request: ClinicRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """Take consent back on the patient's word"""
    page = episodes.patient_page(request.record, clock.now())
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return render(request, "consent/status.html", _status(request, page, form), status=422)
    actions.withdraw(
        episode=page.episode,
        consent=consent,
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=page.now,
        key=posted_key(request),
    )
    messages.success(request, "Consent is withdrawn from this moment. No dose can be given; stop recording and sharing now.")
    return redirect(_TAB, episode=episode)


def _text(page: PatientPage, consent: UUID) -> SignedText:
    text = queries.signed_text(page.episode, consent)
    if text is None:
        raise NoSuchConsent
    return text


def _status(request: ClinicRequest, page: PatientPage, form: WithdrawForm | None = None) -> dict[str, object]:
    texts = {text.entry: text for text in queries.signed_texts(page.episode)}
    withdrawn = {record.fact.consent: record for record in page.facts.of(ConsentWithdrawn)}
    standings = queries.standings(page.facts, page.protocol, page.now)
    current = {standing.signed.id for standing in standings if standing.signed}
    gate = page.assessment.gate(GateId.CONSENT)
    return page.context(
        _TAB,
        lines=[_line(standing, texts, gate, page.zone) for standing in standings],
        acts=[
            Act(
                text=text,
                withdrawn=withdrawn.get(entry),
                is_current=entry in current,
                is_in_error=entry in page.facts.corrected,
            )
            for entry, text in texts.items()
        ],
        form=form or WithdrawForm(),
        may_take=request.actor.can(Can.TAKE_CONSENT),
        may_countersign=request.actor.can(Can.COUNTERSIGN_CONSENT),
        may_withdraw=request.actor.can(Can.WITHDRAW_CONSENT),
    )


def _line(standing: ConsentStanding, texts: dict[UUID, SignedText], gate: Gate, zone: tzinfo) -> Line:
    text = texts.get(standing.signed.id) if standing.signed else None
    titles = {element.id: element.title for element in standing.document.elements}
    made = standing.choices.items() if standing.signed and standing.withdrawn is None else ()
    return Line(
        standing=standing,
        sentence=standing.said(zone),
        choices=tuple((titles[name].removeprefix("Your choice: ").capitalize(), "Yes" if yes else "No") for name, yes in made),
        unclear=queries.unclear(text) if text is not None and standing.withdrawn is None else (),
        waits=gate if standing.signed is None and not gate.is_open else None,
    )
