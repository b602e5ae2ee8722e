"""Answering a measure on the phone: one question a screen, each answer kept at once, help in between, looked over, sent."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions, queries
from kapstone.clinic.measures.queries import DECLINED, Run
from kapstone.clinic.portal import words
from kapstone.clinic.portal.errors import NotHere
from kapstone.clinic.portal.mine import Mine, mine
from kapstone.clinic.portal.steps import may_answer
from kapstone.clinic.web.clocktime import clock_words
from kapstone.instruments import Instrument, Item

_CHOOSE = "Choose an answer, or say below that you do not want to answer."


@allow(Can.USE_PORTAL)
@require_safe
def start(request: ClinicRequest, slug: str) -> HttpResponse:
    """The patient goes on where they left a questionnaire"""
    own, instrument = _asked(request, slug)
    run, _ = queries.run_for(request.actor.user_id, own.episode, instrument)
    return redirect(_next(run))


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: ClinicRequest, slug: str, item: str) -> HttpResponse:
    """The patient answers one question"""
    own, instrument = _asked(request, slug)
    run, draft = queries.run_for(request.actor.user_id, own.episode, instrument)
    found = run.item(item)
    if found is None:
        return redirect(_next(run))
    error = ""
    if request.method == "POST":
        said = DECLINED if "decline" in request.POST else request.POST.get(item, "")
        if said:
            was = run.answers.get(item, "")
            saved = actions.save_answer(
                episode=own.episode, instrument=instrument, item=item, said=said, by=request.actor, at=clock.now()
            )
            if saved.raises_concern and (str(was) != said or saved.alarm is not None):
                return redirect("portal:pause", slug=slug)
            return redirect(_next(saved.run) if "change" not in request.GET else reverse("portal:check", args=[slug]))
        error = _CHOOSE
    before = run.before(found)
    back = reverse("portal:check", args=[slug]) if "change" in request.GET else _address(run, before) if before else "/me/"
    context = {
        "instrument": instrument,
        "item": found,
        "stem": _stem(instrument, found),
        "asks": _asks(instrument, found),
        "said": run.answers.get(item, ""),
        "declined": item in run.answers and run.answers[item] is None,
        "number": run.number(found),
        "total": len(run.asked),
        "saved_at": draft.saved_at if draft else None,
        "kept_until": draft.expires_at if draft else None,
        "error": error,
        "settings": own.settings,
        "back_href": back,
    }
    return render(request, "portal/question.html", context, status=422 if error else 200)


@allow(Can.USE_PORTAL)
@require_POST
def save(request: ClinicRequest, slug: str) -> HttpResponse:
    """The patient's phone keeps an answer as it is tapped"""
    own, instrument = _asked(request, slug)
    try:
        sent = json.loads(request.body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        return JsonResponse({"sentence": "Answers come as names with values."}, status=400)
    at = clock.now()
    for item, said in sent.items():
        if isinstance(said, str) and said:
            actions.save_answer(episode=own.episode, instrument=instrument, item=str(item), said=said, by=request.actor, at=at)
    return JsonResponse({"saved": clock_words(at)})


@allow(Can.USE_PORTAL)
@require_safe
def pause(request: ClinicRequest, slug: str) -> HttpResponse:
    """The patient was offered help"""
    own, instrument = _asked(request, slug)
    run, draft = queries.run_for(request.actor.user_id, own.episode, instrument)
    early = queries.recorded_early(draft) if draft else None
    alarm = queries.alarm_about(own.assessment, early) if early else None
    due = alarm.due if alarm is not None else None
    context = {
        "settings": own.settings,
        "by": words.moment(due, own.now) if due is not None and due > own.now else "",
        "is_told": alarm is not None,
        "next_href": _next(run),
        "back_href": _address(run, last) if (last := _last(run)) else "/me/",
    }
    return render(request, "portal/pause.html", context)


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: ClinicRequest, slug: str) -> HttpResponse:
    """The patient looks their answers over and sends them"""
    own, instrument = _asked(request, slug)
    run, draft = queries.run_for(request.actor.user_id, own.episode, instrument)
    if request.method == "POST":
        if run.answers and run.next_item is not None:
            return redirect(_next(run))
        sent = actions.send(episode=own.episode, instrument=instrument, by=request.actor, at=clock.now())
        if draft is not None:
            messages.success(request, "Sent. Thank you.")
        return redirect("portal:answers", record=sent.record.id)
    if run.next_item is not None:
        return redirect(_next(run))
    rows = [
        (item, _stem(instrument, item), _asks(instrument, item), _said(item, run.answers.get(item.id))) for item in run.asked
    ]
    context = {
        "instrument": instrument,
        "rows": rows,
        "title": words.asks_about(instrument),
        "saved_at": draft.saved_at if draft else None,
        "back_href": _address(run, run.asked[-1]),
    }
    return render(request, "portal/check.html", context)


@allow(Can.USE_PORTAL)
@require_safe
def answers(request: ClinicRequest, record: UUID) -> HttpResponse:
    """The patient reads what they answered"""
    own = mine(request)
    response = queries.response_of(own.facts, record, own.wordings)
    if response is None:
        raise NotHere
    instrument = response.instrument
    rows = [
        (_asks(instrument, item), _said(item, response.record.fact.answers[item.id]))
        for item in instrument.items
        if item.id in response.record.fact.answers
    ]
    alarm = queries.alarm_about(own.assessment, record)
    due = alarm.due if alarm is not None else None
    context = {
        "title": words.asks_about(instrument),
        "response": response,
        "rows": rows,
        "when": words.moment(response.record.at, own.now),
        "by": words.moment(due, own.now) if due is not None and due > own.now else "",
        "is_told": alarm is not None,
        "settings": own.settings,
        "back_href": "/me/",
    }
    return render(request, "portal/answers.html", context)


def _asked(request: ClinicRequest, slug: str) -> tuple[Mine, Instrument]:
    own = mine(request)
    instrument = queries.may_be_asked(slug, own.wordings)
    if instrument is None or not may_answer(own, instrument):
        raise NotHere
    return own, instrument


def _next(run: Run) -> str:
    item = run.next_item
    return _address(run, item) if item is not None else reverse("portal:check", args=[run.instrument.id])


def _address(run: Run, item: Item) -> str:
    return reverse("portal:question", args=[run.instrument.id, item.id])


def _last(run: Run) -> Item | None:
    """The question answered last, in the order of asking."""
    answered = [item for item in run.asked if item.id in run.answers]
    return answered[-1] if answered else None


def _stem(instrument: Instrument, item: Item) -> str:
    """What stands above the question; nothing where the question is a full sentence of its own."""
    return "" if item.spoken else instrument.stem


def _asks(instrument: Instrument, item: Item) -> str:
    return item.spoken or item.shown


def _said(item: Item, value: int | None) -> str:
    option = item.option(value) if value is not None else None
    return option.label or str(option.value) if option else "You did not want to answer"
