"""What the patient may read: the texts that fit their stage, and one text on a page of its own that prints well."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.portal.mine import Mine, mine
from kapstone.documents import Document, document_called, reading_for
from kapstone.facts import Drug, InstructionsGiven
from kapstone.protocols import Setting

__all__ = ["shelf", "text", "texts_of"]


def texts_of(own: Mine) -> tuple[list[Document], list[Document]]:
    """What fits now, and the rest. What was handed over on going home stands first, from then on."""
    protocol = own.page.protocol
    now, rest = reading_for(
        own.assessment.stage.value, at_home=protocol.place is Setting.HOME, with_esketamine=protocol.drug is Drug.ESKETAMINE
    )
    handed = own.page.facts.latest(InstructionsGiven)
    first = [handed.fact.document] if handed else []
    fits = [*first, *(name for name in now if name not in first)]
    return [document_called(name) for name in fits], [document_called(name) for name in rest if name not in first]


@allow(Can.USE_PORTAL)
@require_safe
def shelf(request: ClinicRequest) -> HttpResponse:
    """What the patient can read about the treatment"""
    now, rest = texts_of(mine(request))
    return render(request, "portal/reading.html", {"now": now, "rest": rest, "back_href": "/me/"})


@allow(Can.USE_PORTAL)
@require_safe
def text(request: ClinicRequest, name: str) -> HttpResponse:
    """The patient reads one text"""
    found = {each.id: each for part in texts_of(mine(request)) for each in part}.get(name)
    if found is None:
        raise Http404
    return render(request, "portal/text.html", {"document": found, "back_href": reverse("portal:reading")})
