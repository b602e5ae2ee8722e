"""The director's pages of wordings: which questionnaires can be asked here, supplying the licensed words of one, withdrawing them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions, queries
from kapstone.clinic.measures.errors import WordingRefused
from kapstone.clinic.measures.models import SuppliedText
from kapstone.clinic.measures.text_forms import PreviewForm, WithdrawForm, WordingForm
from kapstone.clinic.measures.texts import read_text
from kapstone.clinic.measures.wordings import Wordings, text_of, wordings_of
from kapstone.clinic.people.queries import organisation_of
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.instruments import Instrument, all_instruments
from kapstone.instruments.text import LicensedText, template_of
from kapstone.strict import Mistake

_MOST_MISTAKES = 60
"""More are told by their number: nobody reads on."""


@dataclass(frozen=True, slots=True)
class Supply:
    """One row with what it says: the wording, or that it was withdrawn."""

    row: SuppliedText
    text: LicensedText | None
    stands: bool


@allow(Can.MANAGE_CONFIGURATION)
@require_safe
def wordings(request: ClinicRequest) -> HttpResponse:
    """Which questionnaires can be asked here, and in whose words"""
    known = wordings_of(request.actor.organisation_id)
    named = queries.all_named(known)
    context = {
        "supplied": [(each, _supplies(known, each)[0]) for each in named if known.standing(each) is not None],
        "missing": [(each, known.of(each)[:1]) for each in named if not each.has_text],
        "ships": [each for each in named if each.has_text and known.standing(each) is None],
    }
    return render(request, "measures/wordings.html", context)


@allow(Can.MANAGE_CONFIGURATION)
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: ClinicRequest, slug: str) -> HttpResponse:
    """The wording of one questionnaire: supplied, looked at before it is used, or missing"""
    instrument = _known(slug)
    form = WordingForm(request.POST, request.FILES) if request.method == "POST" else WordingForm()
    shown: Instrument | None = None
    mistakes: Sequence[Mistake] = ()
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("act") == "look":
                shown, status = read_text(form.source, instrument)[1], 200
            else:
                actions.supply_text(
                    organisation=organisation_of(request.actor.organisation_id),
                    instrument=instrument,
                    source=form.source,
                    by=request.actor,
                    at=clock.now(),
                    key=posted_key(request),
                )
                messages.success(request, f"The {instrument.short} is asked in these words from now on.")
                return redirect("measures:wording", slug=slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
            mistakes = refusal.mistakes if isinstance(refusal, WordingRefused) else ()
            status = refusal.status
    known = wordings_of(request.actor.organisation_id)
    return _page(request, instrument, known, form=form.with_text(), looked_at=shown, mistakes=mistakes, status=status)


@allow(Can.MANAGE_CONFIGURATION)
@require_safe
def template(request: ClinicRequest, slug: str) -> HttpResponse:
    """The file to fill in with the licensed wording"""
    instrument = _known(slug)
    if not instrument.holder:
        raise Http404
    name = f"{instrument.id}-{instrument.version}.toml"
    return HttpResponse(
        template_of(instrument),
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@allow(Can.MANAGE_CONFIGURATION)
@require_POST
def withdraw(request: ClinicRequest, slug: str) -> HttpResponse:
    """A wording is used no longer"""
    instrument = _known(slug)
    form = WithdrawForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            actions.withdraw_text(
                organisation=organisation_of(request.actor.organisation_id),
                instrument=instrument,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
            status = refusal.status
        else:
            messages.success(request, f"The wording is withdrawn; the {instrument.short} is not asked here any more.")
            return redirect("measures:wording", slug=slug)
    return _page(request, instrument, wordings_of(request.actor.organisation_id), withdrawing=form, status=status)


def _known(slug: str) -> Instrument:
    """The instrument as it ships."""
    found = all_instruments().get(slug)
    if found is None or queries.instrument_named(slug, Wordings()) is None:
        raise Http404
    return found


def _supplies(known: Wordings, instrument: Instrument) -> list[Supply]:
    standing = known.standing(instrument)
    return [Supply(row, text_of(row), row is standing) for row in known.of(instrument)]


def _page(
    request: ClinicRequest,
    instrument: Instrument,
    known: Wordings,
    *,
    form: WordingForm | None = None,
    withdrawing: WithdrawForm | None = None,
    looked_at: Instrument | None = None,
    mistakes: Sequence[Mistake] = (),
    status: int = 200,
) -> HttpResponse:
    supplies, now = _supplies(known, instrument), known.now(instrument)
    shown = looked_at or (now if now.has_text else None)
    context = {
        "instrument": instrument,
        "is_licensed": bool(instrument.holder),
        "supplies": supplies,
        "standing": next((each for each in supplies if each.stands), None),
        "fits_no_longer": bool(supplies) and supplies[0].text is None and not supplies[0].row.withdrawn,
        "may_withdraw": bool(supplies) and not supplies[0].row.withdrawn,
        "looked_at": looked_at,
        "shown": shown,
        "preview": PreviewForm(instrument=shown) if shown is not None else None,
        "form": form or WordingForm(),
        "withdrawing": withdrawing or WithdrawForm(),
        "mistakes": mistakes[:_MOST_MISTAKES],
        "more_mistakes": max(0, len(mistakes) - _MOST_MISTAKES),
    }
    return render(request, "measures/wording.html", context, status=status)
