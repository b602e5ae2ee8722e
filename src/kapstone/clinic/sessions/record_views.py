"""What is printed: the record of one session, the instructions the patient takes home, the emergency cards."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.sessions import actions, chart, record_of
from kapstone.clinic.sessions.screen import visit_of
from kapstone.clinic.web import pdf
from kapstone.documents import document_called
from kapstone.monitoring import EQUIPMENT
from kapstone.rules.session import cards


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def record(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Everything that was recorded in one session, for printing"""
    here = visit_of(request, session)
    if not here.visit.vitals and not here.visit.is_dosed:
        raise Http404
    sheet = record_of.write(here)
    if request.GET.get("as") == "pdf":
        return _file(pdf.render("sessions/record.typ", asdict(sheet), at=here.now), "session-record.pdf")
    return render(
        request,
        "sessions/record.html",
        here.page.context(
            "sessions:list", here=here, sheet=sheet, drawing=chart.draw(here), line_columns=("Time", "What", "Detail", "By")
        ),
    )


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def handout(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The instructions to take home"""
    here = visit_of(request, session)
    document = document_called(actions.INSTRUCTIONS)
    if request.GET.get("as") == "pdf":
        organisation = here.page.episode.organisation.name
        data = {
            "title": document.title, "introduction": document.introduction, "clinic": organisation, "digest": document.digest[:12],
            "elements": [{"title": element.title, "text": element.text} for element in document.elements],
        }  # fmt: skip
        return _file(pdf.render("sessions/handout.typ", data), "after-your-session.pdf")
    return render(request, "sessions/handout.html", here.page.context("sessions:list", here=here, document=document))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def emergency_cards(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The emergency cards, on one page and for the wall"""
    here = visit_of(request, session)
    context = here.page.context("sessions:list", here=here, cards=cards(), equipment=EQUIPMENT)
    return render(request, "sessions/cards.html", context)


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
