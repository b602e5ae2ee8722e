"""The clinic's therapists and the page of each, which they or the director edit."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can, Role
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.people import queries as people
from kapstone.clinic.people.models import Staff
from kapstone.clinic.therapists import actions, queries
from kapstone.clinic.therapists.forms import ProfileForm, profile_values
from kapstone.clinic.web.errors import Refusal


@allow(Can.SEE_STAFF)
@require_safe
def listing(request: ClinicRequest) -> HttpResponse:
    """The clinic's therapists: how they work, open places, licences"""
    found = queries.therapists(request.actor.organisation_id, timezone.localdate(clock.now()))
    own = next((each.staff for each in found if each.staff.user_id == request.actor.user_id), None)
    return render(request, "therapists/list.html", {"therapists": found, "own": own, "indications": queries.INDICATIONS})


@allow(Can.SEE_STAFF, record="staff")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: ClinicRequest, staff: UUID) -> HttpResponse:
    """One therapist: how they work. They themselves and the director may edit it"""
    member: Staff = request.record
    may_edit = _may_edit(request.actor, member)
    known = queries.profile_of(member)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = ProfileForm(request.POST or None, initial=profile_values(known)) if may_edit else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.edit_profile(staff=member, practice=form.practice(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"The profile of {member.name} is kept.")
            return redirect("therapists:profile", staff=staff)
    context = {
        "member": member, "profile": known, "form": form, "is_therapist": Role.THERAPIST in member.roles,
        "licences": people.licences_of(member, timezone.localdate(clock.now())),
        "treats": [queries.INDICATIONS[each] for each in known.indications] if known else [],
        "works_with": [queries.MODALITIES.get(each, each) for each in known.modalities] if known else [],
    }  # fmt: skip
    return render(request, "therapists/profile.html", context, status=422 if request.method == "POST" else 200)


def _may_edit(actor: Actor, member: Staff) -> bool:
    own = member.user_id == actor.user_id and actor.can(Can.EDIT_PROFILE)
    return own or actor.can(Can.MANAGE_STAFF)
