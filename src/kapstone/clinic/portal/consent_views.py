"""Consent on the phone: one thing at a time, questions that show it was understood, the signature, a copy, taking it back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.consent import actions, queries
from kapstone.clinic.journal import clock
from kapstone.clinic.portal.errors import NotHere
from kapstone.clinic.portal.mine import Mine, mine
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.forms import KapForm
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import draft_for
from kapstone.documents import Document
from kapstone.facts import ConsentGiven

_CHOOSE = "Choose an answer to go on."


class SignForm(KapForm):
    full_name = forms.CharField(
        label="Your full name, as your signature", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class WithdrawForm(KapForm):
    reason = forms.CharField(
        label="Why, if you want to say", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@allow(Can.USE_PORTAL)
@require_safe
def start(request: ClinicRequest) -> HttpResponse:
    """The patient goes on reading the consent"""
    own = mine(request)
    found = _walk(request, own, _document(own)).next
    return redirect(_address(found))


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ClinicRequest, kind: str, part: str) -> HttpResponse:
    """The patient reads one part of the consent"""
    own = mine(request)
    document = _document(own)
    walk = _walk(request, own, document)
    found = walk.step(kind, part)
    if found is None:
        return redirect(_address(walk.next))
    before = walk.before(found)
    context = {
        "document": document,
        "step": found,
        "settings": own.settings,
        "back_href": _address(before) if before else "/me/",
        "error": "",
    }
    if found.kind is queries.StepKind.SIGN:
        return _sign(request, own, document, walk, context)
    if request.method == "POST":
        reply = walk.reply(found, request.POST.get("answer", ""), clock.now())
        if reply is None:
            return render(request, "portal/consent_step.html", {**context, "error": _CHOOSE}, status=422)
        if reply.keep:
            drafts.save_answer(
                user_id=request.actor.user_id, form=_name(document), subject=own.episode.id, answers=reply.keep, at=clock.now()
            )
        return redirect(_address(found if reply.stays else walk.after(found)))
    return render(request, "portal/consent_step.html", context)


@allow(Can.USE_PORTAL)
@require_safe
def documents(request: ClinicRequest) -> HttpResponse:
    """The patient's own documents"""
    own = mine(request)
    standings = queries.standings(own.facts, own.page.protocol, own.now)
    withdrawn = {each.withdrawn.fact.consent for each in standings if each.withdrawn is not None}
    may = {each.signed.id for each in standings if each.signed is not None and each.may_withdraw}
    rows = [(text, text.entry in may, text.entry in withdrawn) for text in queries.signed_texts(own.episode)]
    return render(request, "portal/documents.html", {"rows": rows, "standings": standings, "back_href": "/me/"})


@allow(Can.USE_PORTAL)
@require_safe
def copy(request: ClinicRequest, consent: UUID) -> HttpResponse:
    """The patient takes a copy of their consent"""
    own = mine(request)
    text = queries.signed_text(own.episode, consent)
    if text is None:
        raise NotHere
    body = queries.copy_of(own.episode, text, own.facts)
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="consent.pdf"'}
    )


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ClinicRequest, consent: UUID) -> HttpResponse:
    """The patient takes their consent back"""
    own = mine(request)
    record = own.facts.get(consent)
    if record is None or not isinstance(record.fact, ConsentGiven):
        raise NotHere
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(
            episode=own.episode, consent=consent, by=request.actor, at=own.now, reason=form.cleaned_data["reason"],
            key=posted_key(request), via="portal",
        )  # fmt: skip
        messages.success(request, "Your consent is withdrawn from now on. Nobody will treat you on it.")
        return redirect("portal:documents")
    context = {"form": form, "settings": own.settings, "back_href": reverse("portal:documents")}
    return render(request, "portal/withdraw.html", context, status=422 if request.method == "POST" else 200)


def _sign(
    request: ClinicRequest, own: Mine, document: Document, walk: queries.Walk, context: dict[str, object]
) -> HttpResponse:
    if not walk.answers and request.method == "POST":  # a second press: it is signed already
        return redirect("portal:documents")
    if walk.next.kind is not queries.StepKind.SIGN:
        return redirect(_address(walk.next))
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = walk.given(signature=form.cleaned_data["full_name"], drawn=request.POST.get("drawn", ""))
        try:
            actions.sign(
                episode=own.episode,
                document=document,
                given=given,
                by=request.actor,
                at=own.now,
                key=posted_key(request),
                via="portal",
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form=_name(document), subject=own.episode.id)
            messages.success(request, "You have signed. Your copy is below; a clinician signs it too.")
            return redirect("portal:documents")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/consent_sign.html", {**context, "form": form}, status=status)


def _document(own: Mine) -> Document:
    return queries.standing(own.facts, own.page.protocol, own.now).document


def _walk(request: ClinicRequest, own: Mine, document: Document) -> queries.Walk:
    draft = draft_for(request.actor.user_id, _name(document), own.episode.id)
    return queries.walk(document, draft.answers if draft else {}, own.episode)


def _name(document: Document) -> str:
    return f"consent-{document.id}"


def _address(step: queries.Step) -> str:
    return reverse("portal:consent_step", args=[step.kind.value, step.id])
