"""The director's pages: who works here and with which licences, and the chain of what was changed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kapstone.clinic.access.capabilities import ROLE_CAN, Can, Role
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.access.queries import access_log_of_organisation
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people import actions, queries
from kapstone.clinic.people.audit import told
from kapstone.clinic.people.forms import LicenceForm, RolesForm, StaffForm
from kapstone.clinic.web.errors import Refusal

_A_PAGE = 50


@allow(Can.SEE_STAFF)
def staff(request: ClinicRequest) -> HttpResponse:
    """The list of staff and licences."""
    today = timezone.localdate(clock.now())
    people = [
        {
            "staff": each,
            "roles": [ROLE_CAN[Role(role)].name for role in each.roles],
            "licences": queries.licences_of(each, today),
        }
        for each in queries.staff_of(request.actor.organisation_id)
    ]
    context = {"people": people, "may_manage": request.actor.can(Can.MANAGE_STAFF)}
    return render(request, "people/staff.html", context)


@allow(Can.MANAGE_STAFF)
def new_staff(request: ClinicRequest) -> HttpResponse:
    """The form for somebody who starts working here."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            added = actions.add_staff(
                organisation=queries.organisation_of(request.actor.organisation_id),
                name=given["name"],
                email=given["email"],
                title=given["title"],
                npi=given["npi"],
                roles=[Role(role) for role in given["roles"]],
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{added.name} was added. They can now set a password and sign in.")
            return HttpResponseRedirect(reverse("people:staff_member", args=[added.id]))
    return render(request, "people/new_staff.html", {"form": form}, status=_status(form))


@allow(Can.MANAGE_STAFF, record="staff")
def staff_member(request: ClinicRequest, staff: object) -> HttpResponse:
    """One member of staff: roles and licences."""
    member = request.record
    act = request.POST.get("act", "") if request.method == "POST" else ""
    roles = RolesForm(request.POST if act == "roles" else None, initial={"roles": member.roles}, prefix="roles")
    licence = LicenceForm(request.POST if act == "licence" else None, prefix="licence")
    try:
        done = _done(request, act, roles, licence)
    except Refusal as refusal:
        done = ""
        form = {"roles": roles, "licence": licence}.get(act)
        if form is None:
            raise
        form.add_refusal(refusal)
    if done:
        messages.success(request, done)
        return HttpResponseRedirect(reverse("people:staff_member", args=[member.id]))
    context = {
        "member": member,
        "roles_form": roles,
        "licence_form": licence,
        "licences": queries.licences_of(member, timezone.localdate(clock.now())),
    }
    return render(request, "people/staff_member.html", context, status=_status(roles, licence))


@allow(Can.SEE_AUDIT)
def audit(request: ClinicRequest) -> HttpResponse:
    """The chain of changes to staff, roles, patients' details and settings."""
    stream = request.actor.organisation_id
    page = Paginator(journal.lines(stream).reverse(), _A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [told(line) for line in page], "report": journal.verify(stream)}
    return render(request, "people/audit.html", context)


@allow(Can.SEE_AUDIT)
def visits(request: ClinicRequest) -> HttpResponse:
    """The log of who opened which page and record."""
    page = Paginator(access_log_of_organisation(request.actor.organisation_id), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/visits.html", {"page": page})


def _done(request: ClinicRequest, act: str, roles: RolesForm, licence: LicenceForm) -> str:
    """Do what the button said; the sentence that says it was done, or nothing if the form has mistakes."""
    member, now = request.record, clock.now()
    if act == "roles" and roles.is_valid():
        chosen = [Role(role) for role in roles.cleaned_data["roles"]]
        actions.change_roles(staff=member, roles=chosen, by=request.actor, at=now)
        return f"The roles of {member.name} are recorded."
    if act == "licence" and licence.is_valid():
        actions.add_licence(staff=member, by=request.actor, at=now, **licence.cleaned_data)
        return f"The licence of {member.name} is recorded."
    if act == "retire":
        actions.retire_staff(staff=member, by=request.actor, at=now)
        return f"{member.name} no longer works here and cannot sign in."
    return ""


def _status(*forms: StaffForm | RolesForm | LicenceForm) -> int:
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
