"""Draws, on the sign-in pages of a demonstration, one button for each role."""

from typing import Any

from django import template
from django.conf import settings

from kapstone.clinic.access.actor import DIRECTORY
from kapstone.clinic.access.capabilities import ROLE_CAN

register = template.Library()


@register.inclusion_tag("access/demo_people.html", takes_context=True)
def demo_people(
    context: dict[str, Any], is_beside_password: bool = False
) -> dict[str, Any]:  # Any: template contexts are untyped in Django
    """Nothing at all outside the demonstration."""
    if not settings.KAPSTONE_DEMO:
        return {"people": ()}
    request = context["request"]
    people = [{"person": person, "card": ROLE_CAN[person.role]} for person in DIRECTORY.demo_people()]
    return {
        "people": people,
        "next": request.GET.get("next", ""),
        "csrf_token": context.get("csrf_token"),
        "is_beside_password": is_beside_password,
    }
