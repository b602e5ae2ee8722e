"""`{% load kap %}`: every component by its tag. The README beside this folder shows each call."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kapstone.clinic.journal.clock import now as present
from kapstone.clinic.web import icons, rendering
from kapstone.clinic.web.clocktime import age_words, clock_words, day_words, due_words, is_today
from kapstone.clinic.web.shapes import Due, Event, PatientBanner, Stage, StageState, Tab
from kapstone.findings import Finding, Level, Override

register = template.Library()
Context = dict[str, Any]  # template contexts are untyped in Django

_SHAPES = {"good": "good", "success": "good", "caution": "caution", "warning": "caution", "stop": "stop", "error": "stop"}
_KINDS = {"success": "good", "warning": "caution", "error": "stop", "debug": "info"}
_OVERRIDE = {
    Override.NEVER: "Not possible: it has to be put right, or the missing fact given.",
    Override.PRESCRIBER: "A prescriber may, with a reason that is kept.",
    Override.TWO_CLINICIANS: "Two different clinicians may, one of them a prescriber, each with a reason that is kept.",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def mark() -> SafeString:
    return mark_safe(  # constant
        '<svg class="mark" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="currentColor">'
        '<path fill-rule="evenodd" d="M4 3h16l-3.6 18H7.6zm6.2 4 1 10h1.6l1-10z"/></svg>'
    )


def level_slug(level: Level | str) -> str:
    return level.name.lower() if isinstance(level, Level) else str(level).lower()


@register.inclusion_tag("web/components/level.html")
def level(level: Level | str, word: str = "", bare: bool = False) -> Context:
    slug = level_slug(level)
    return {"slug": slug, "word": word or slug.capitalize(), "bare": bare}


@register.inclusion_tag("web/components/notice.html")
def notice(*, text: object, kind: str = "info", title: str = "", role: str = "") -> Context:
    return {"kind": _KINDS.get(kind, kind), "shape": _SHAPES.get(kind, "info"), "text": text, "title": title, "role": role}


@register.inclusion_tag("web/components/empty.html")
def empty_state(title: str, text: str = "", href: str = "", action: str = "") -> Context:
    return {"title": title, "text": text, "href": href, "action": action}


@register.inclusion_tag("web/components/stat.html")
def stat(label: str, value: object, note: str = "") -> Context:
    return {"label": label, "value": value, "note": note}


@register.inclusion_tag("web/components/finding.html")
def finding(
    finding: Finding,
    *,
    because: Iterable[tuple[str, object]] = (),
    sentence: str = "",
    href: str = "",
    action: str = "Put it right",
    tag: str = "h3",
    narrow: bool = False,
    anchor: str = "",
) -> Context:
    """`because` is the facts it rests on as (label, value) pairs; `sentence` the rule's own words."""
    return {
        "finding": finding, "slug": level_slug(finding.level), "because": because or (), "sentence": sentence, "href": href,
        "action": action, "tag": tag, "narrow": narrow, "anchor": anchor, "override_words": _OVERRIDE[finding.override],
    }  # fmt: skip


@register.inclusion_tag("web/components/patient_banner.html")
def patient_banner(banner: PatientBanner) -> Context:
    return {"banner": banner}


@register.inclusion_tag("web/components/ribbon.html")
def ribbon(stages: Sequence[Stage], group: str = "gates") -> Context:
    rows = [
        {"stage": stage, "state": stage.state, "icon": f"stage-{stage.state.value}",
         "is_here": stage.state in (StageState.CURRENT, StageState.BLOCKED)}
        for stage in stages
    ]  # fmt: skip
    return {"stages": rows, "group": group}


@register.inclusion_tag("web/components/due.html", takes_context=True)
def due_item(context: Context, due: Due) -> Context:
    now = context.get("now") or present()
    is_overdue = due.due_at is not None and due.due_at < now
    return {"due": due, "is_overdue": is_overdue, "when": due_words(due.due_at, now) if due.due_at else ""}


@register.inclusion_tag("web/components/facts.html")
def key_facts(pairs: Iterable[tuple[str, object]] | Mapping[str, object]) -> Context:
    return {"pairs": list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)}


@register.inclusion_tag("web/components/table.html")
def data_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str, stack: bool = False, hide_caption: bool = False
) -> Context:
    """A column name ending in "#" holds numbers and stands to the right."""
    heads = [{"label": name.removesuffix("#"), "is_number": name.endswith("#")} for name in columns]
    cells = [[{"value": value, **head} for head, value in zip(heads, row, strict=True)] for row in rows]
    return {"columns": heads, "rows": cells, "caption": caption, "stack": stack, "hide_caption": hide_caption}


@register.inclusion_tag("web/components/timeline.html", takes_context=True)
def timeline(context: Context, events: Iterable[Event]) -> Context:
    now = context.get("now") or present()
    days: dict[str, list[Event]] = {}
    for event in events:
        days.setdefault(day_words(event.at, now), []).append(event)
    return {"days": list(days.items())}


@register.inclusion_tag("web/components/tabs.html")
def tabs(tabs: Sequence[Tab], label: str = "Sections") -> Context:
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("web/components/ago.html", takes_context=True)
def ago(context: Context, t: datetime, now: datetime | None = None) -> Context:
    """The clock time and the age: "14:32 · 6 min ago"."""
    now = now or context.get("now") or present()
    clock = clock_words(t) if is_today(t, now) else f"{day_words(t, now)} {clock_words(t)}"
    full = timezone.localtime(t).strftime("%d %b %Y %H:%M %Z")
    return {"iso": t.isoformat(), "full": full, "clock": clock, "age": age_words(t, now)}


@register.filter
def clock(t: datetime | None) -> str:
    return clock_words(t) if t else ""


@register.filter
def initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


@register.inclusion_tag("web/components/once.html", takes_context=True)
def once(context: Context, seen: int | None = None) -> Context:
    """The hidden key that makes a second press harmless; kept when the same form comes back with an error."""
    request = context.get("request")
    posted = request.POST.get("key", "") if request is not None and request.method == "POST" else ""
    try:
        key = UUID(posted)
    except ValueError:
        key = uuid4()
    return {"key": key, "seen": seen}


@register.inclusion_tag("web/components/errors.html")
def error_summary(form: BaseForm) -> Context:
    return {"entries": rendering.error_entries(form), "prefix": form.prefix or "form"}


@register.inclusion_tag("web/components/field.html")
def field(
    field: BoundField, *, unit: str = "", row: bool = False, page: bool = False, hints: Mapping[str, str] | None = None
) -> Context:
    """A form field drawn from its BoundField. `page` makes the label the page's h1; `hints` explains choices by value."""
    return rendering.field_context(field, unit=unit, row=row, page=page, hints=hints or {})


@register.inclusion_tag("web/components/signature.html")
def signature(name_field: BoundField, drawn_name: str = "drawn") -> Context:
    return {"name_field": name_field, "drawn_name": drawn_name}


@register.inclusion_tag("web/components/chart.html")
def chart(chart: Any) -> Context:  # any of the charts' drawings: sentence, wide, narrow, table
    return {"sentence": chart.sentence, "wide": _svg(chart.wide), "narrow": _svg(chart.narrow), "table": chart.table}


@register.simple_tag
def svg(drawn: str) -> SafeString:
    """A sparkline: `{% svg line %}`."""
    return _svg(drawn)


def _svg(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308  made by `charts`, which escapes every text and attribute


@register.simple_tag
def autosave() -> SafeString:
    """The line that says "Saved 10:42", and the module that saves. Put it inside `<form data-autosave="...">`."""
    return format_html(
        '<p class="saved" aria-live="polite" data-saved></p><script type="module" src="{}"></script>', static("web/autosave.js")
    )


@register.simple_tag
def live() -> SafeString:
    """htmx, for pages with live parts: `{% block live %}{% live %}{% endblock %}`."""
    return format_html(
        '<meta name="htmx-config" content=\'{{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,'
        '"historyCacheSize":0,"responseHandling":[{{"code":"204","swap":false}},{{"code":"[23]..","swap":true}},'
        '{{"code":"4(09|22)","swap":true,"error":true}},{{"code":"[45]..","swap":false,"error":true}}]}}\'><script src="{}" defer></script>',
        static("web/vendor/htmx-2.0.11.min.js"),
    )
