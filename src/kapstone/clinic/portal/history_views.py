"""The patient's own questions of the history, one a screen; each answer is a fact as it is given."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.portal.errors import NotHere
from kapstone.clinic.portal.history_form import HistoryAnswerForm
from kapstone.clinic.portal.mine import mine
from kapstone.clinic.screening import actions, queries
from kapstone.clinic.web.once import posted_key
from kapstone.facts import Answer, Facts

_SAY = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNKNOWN: "I do not know"}


@allow(Can.USE_PORTAL)
@require_safe
def start(request: ClinicRequest) -> HttpResponse:
    """The patient goes on with the questions about their health"""
    return redirect(_next(mine(request).facts))


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: ClinicRequest, item: str) -> HttpResponse:
    """The patient answers a question about their health"""
    own = mine(request)
    asked = queries.questions(own.facts, for_patient=True)
    place = next((number for number, each in enumerate(asked) if each.item.id == item), None)
    if place is None:
        raise NotHere
    found = asked[place]
    said = found.record.fact if found.record else None
    initial = {"answer": said.answer.value, "on": said.on, "detail": said.detail} if said else {}
    form = HistoryAnswerForm(request.POST or None, item=found.item, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer = Answer(form.cleaned_data["answer"])
        detail, on = form.cleaned_data["detail"], form.cleaned_data.get("on") if answer is Answer.YES else None
        if said is None or (said.answer, said.detail, said.on) != (answer, detail, on):
            actions.answer_history(
                episode=own.episode, item=item, answer=answer, detail=detail, on=on, by=request.actor, at=clock.now(),
                via="portal", key=posted_key(request),
            )  # fmt: skip
        if "change" in request.GET or place + 1 == len(asked):
            return redirect("portal:history_check")
        return redirect(_address(asked[place + 1].item.id))
    changing = "change" in request.GET
    back = reverse("portal:history_check") if changing else _address(asked[place - 1].item.id) if place else "/me/"
    last = max((each.record for each in asked if each.record), key=lambda record: record.sequence, default=None)
    context = {
        "form": form,
        "item": found.item,
        "number": place + 1,
        "total": len(asked),
        "saved_at": last.recorded_at if last else None,
        "settings": own.settings,
        "back_href": back,
    }
    return render(request, "portal/history.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.USE_PORTAL)
@require_safe
def check(request: ClinicRequest) -> HttpResponse:
    """The patient looks over what they said about their health"""
    own = mine(request)
    asked = queries.questions(own.facts, for_patient=True)
    groups: dict[str, list[tuple[str, str, str, str]]] = {}
    for each in asked:
        said = each.record.fact if each.record else None
        line = (each.item.id, each.item.plain, _SAY[said.answer] if said else "Not answered yet", said.detail if said else "")
        groups.setdefault(each.item.group, []).append(line)
    left = sum(not each.is_answered for each in asked)
    return render(request, "portal/history_check.html", {"groups": groups, "left": left, "back_href": "/me/"})


def _next(facts: Facts) -> str:
    found = queries.next_question(facts)
    return _address(found.item.id) if found is not None else reverse("portal:history_check")


def _address(item: str) -> str:
    return reverse("portal:history_question", args=[item])
