"""The programmes of treatment for reading: every number, where it comes from, and whether the clinic's director has confirmed it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.people import actions, queries
from kapstone.clinic.people.programmes import confirmed_in, earlier_texts
from kapstone.clinic.people.protocol_lines import parts_of, topics_of
from kapstone.clinic.people.protocol_paper import as_pdf
from kapstone.clinic.web.errors import NotNow, Refusal
from kapstone.protocols import all_protocols
from kapstone.protocols.diff import changes
from kapstone.protocols.page import ROUTE_WORDS, lay_out


class OnlyTheDirector(NotNow):
    """Reading is open to prescribers; confirming is the director's."""

    status = 403
    title = "Only the programme director confirms settings"

    def __init__(self) -> None:
        super().__init__("You may read the protocol, but confirming its settings is the director's.")


@allow(Can.SEE_PROTOCOLS)
@require_safe
def protocols(request: ClinicRequest) -> HttpResponse:
    """The list of protocols."""
    rows = []
    for protocol in all_protocols().values():
        confirmed = confirmed_in(request.actor.organisation_id, protocol)
        left = len(protocol.to_confirm) - len(confirmed)
        rows.append(
            {
                "protocol": protocol,
                "route": ROUTE_WORDS[protocol.route.value],
                "numbers": len(protocol.origins),
                "to_confirm": len(protocol.to_confirm),
                "left": left,
            }
        )
    return render(request, "people/protocols.html", {"rows": rows})


@allow(Can.SEE_PROTOCOLS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol(request: ClinicRequest, protocol: str) -> HttpResponse:
    """One protocol, every number with its source and standing."""
    shown = all_protocols().get(protocol)
    if shown is None:
        raise Http404
    may_confirm = request.actor.can(Can.MANAGE_CONFIGURATION)
    refusal: Refusal | None = None
    ticked = set(request.POST.getlist("paths"))
    if request.method == "POST":
        if not may_confirm:
            raise OnlyTheDirector
        try:
            count = actions.confirm_protocol(
                organisation=queries.organisation_of(request.actor.organisation_id),
                protocol=shown,
                digest=request.POST.get("digest", ""),
                paths=ticked,
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as said:
            refusal = said
        else:
            messages.success(
                request, f"{count} setting{'' if count == 1 else 's'} confirmed." if count else "They were confirmed already."
            )
            return HttpResponseRedirect(reverse("people:protocol", args=[shown.id]))
    confirmed = confirmed_in(request.actor.organisation_id, shown)
    page = lay_out(shown)
    context = {
        "protocol": shown,
        "page": page,
        "parts": parts_of(page, confirmed, ticked),
        "measures": page.measures,
        "others": [
            (text.version, text.digest, tuple(changes(text, shown)))
            for text in earlier_texts(request.actor.organisation_id, shown)
        ],
        "topics": topics_of(shown, confirmed, ticked),
        "left": len(shown.to_confirm) - len(confirmed),
        "confirmed": len(confirmed),
        "may_confirm": may_confirm,
        "refusal": refusal,
    }
    return render(request, "people/protocol.html", context, status=refusal.status if refusal else 200)


@allow(Can.SEE_PROTOCOLS)
@require_safe
def protocol_paper(request: ClinicRequest, protocol: str) -> HttpResponse:
    """The page a medical director signs, as PDF."""
    shown = all_protocols().get(protocol)
    if shown is None:
        raise Http404
    content = as_pdf(lay_out(shown), clinic=queries.organisation_of(request.actor.organisation_id).name)
    name = f"{shown.id}-{shown.version}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
