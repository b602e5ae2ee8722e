"""Invented people and numbers that show every component and chart at once, for whoever builds or judges a page."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role as AccessRole
from kapstone.clinic.web import gallery_charts
from kapstone.clinic.web import shapes as s
from kapstone.clinic.web.forms import DateTimeField, KapForm, NumberField, WholeNumberField
from kapstone.clinic.web.navigation import Link
from kapstone.evidence import Citation, Standing
from kapstone.findings import Finding, Level, Override, Role

__all__ = ["FACES", "sample"]

NOW = datetime(2026, 11, 24, 14, 38, tzinfo=UTC)
_LABEL = Citation("label", "Ketamine hydrochloride injection, US label", "Warnings", url="https://dailymed.nlm.nih.gov/")
_CONSENSUS = Citation(
    "sanacora2017", "Consensus statement on ketamine in mood disorders", "p. 401", doi="10.1001/jamapsychiatry.2017.0080"
)

FINDINGS = (
    Finding(rule="bp", level=Level.STOP, title="Blood pressure is above the limit for a dose", because="166/102 at 14:32, seated, second reading.",
            act="Do not dose today. Treat, and read again before the next visit.", value="166/102", limit="160/100", sources=(_LABEL,),
            standing=Standing.CHECKED, owner=Role.PRESCRIBER, due=NOW + timedelta(hours=2)),
    Finding(rule="benzo", level=Level.HOLD, title="Lorazepam taken 6 hours ago", because="Lorazepam 1 mg at 08:30; it may lessen the effect within 12 hours.",
            act="Hold the dose, or go on with a reason.", value="6 h", limit="12 h", sources=(_CONSENSUS,), standing=Standing.TO_CONFIRM,
            override=Override.PRESCRIBER),
    Finding(rule="mania", level=Level.REVIEW, title="A past hypomanic week", because="Reported at screening; no mood stabiliser listed.",
            act="Decide with the patient whether the course is right.", override=Override.TWO_CLINICIANS, sources=(_CONSENSUS,)),
    Finding(rule="hcg", level=Level.UNKNOWN, title="Pregnancy test", because="Not recorded within 7 days of the dose.", waits_for=("pregnancy test",),
            act="Test before check-in.", critical=True, owner=Role.MONITOR),
    Finding(rule="weight", level=Level.CAUTION, title="Weight is 9 days old", because="72.4 kg on 15 Nov.", value="9 d", limit="7 d"),
    Finding(rule="sleep", level=Level.NOTE, title="Sleeps with CPAP", because="Listed by the patient; bring it to the visit."),
    Finding(rule="ecg", level=Level.CLEAR, title="No unstable heart disease", because="History taken 2 Nov, no item positive.", sources=(_LABEL,),
            standing=Standing.CHECKED),
)  # fmt: skip


def _stages() -> list[s.Stage]:
    done, ahead = s.StageState.DONE, s.StageState.AHEAD
    gate = s.Gate(
        title="Before the third dose", is_open=False,
        reasons=[
            s.Reason(level="stop", title="Blood pressure 166/102", because="Limit for a dose is 160/100."),
            s.Reason(level="unknown", title="Pregnancy test", because="Not recorded within 7 days.", href="#", action="Enter the result"),
        ],
    )  # fmt: skip
    return [
        s.Stage(name="Enquiry", state=done, note="2 Oct"), s.Stage(name="Screening", state=done, note="9 Oct"),
        s.Stage(name="Evaluation", state=done, note="signed 14 Oct", href="#"), s.Stage(name="Therapist", state=done, note="Sol Adeyemi"),
        s.Stage(name="Consent", state=done, note="version 2.1"), s.Stage(name="Preparation", state=done, note="2 of 2"),
        s.Stage(name="Dosing", state=s.StageState.BLOCKED, note="2 of 6 given", gate=gate),
        s.Stage(name="Review", state=ahead, note="due 18 Dec", gate=s.Gate(title="Before the review", is_open=True)),
        s.Stage(name="Maintenance", state=ahead),
    ]  # fmt: skip


BANNER = s.PatientBanner(
    name="Alma Nguyễn-Łukasiewicz", pronouns="she/her", born="born 12 Mar 1984 (42 y)", href="#",
    items=[
        s.BannerItem(label="Allergies", value="Penicillin: rash", is_alert=True), s.BannerItem(label="Self-harm risk", value="Low, 3 d ago"),
        s.BannerItem(label="Therapist", value="Sol Adeyemi"), s.BannerItem(label="Prescriber", value="Noor Haddad"),
        s.BannerItem(label="Course", value="IV induction, day 9"), s.BannerItem(label="Emergency contact", value="not recorded", is_unknown=True),
    ],
    urgent=[Finding(rule="item9", level=Level.URGENT, title="Thoughts of being better off dead, nearly every day", because="PHQ-9 item 9, today 13:58.",
                    act="Noor Haddad calls her before 15:00.")],
)  # fmt: skip

DUES = (
    s.Due(what="Call about PHQ-9 item 9", due_at=NOW - timedelta(minutes=12), owner="Noor Haddad", level="urgent", href="#", action="Record the call",
          because="Answered 2 today 13:58"),
    s.Due(what="Integration session", due_at=NOW + timedelta(hours=22), owner="Sol Adeyemi", href="#", because="within 24 to 48 h of the dose"),
    s.Due(what="PHQ-9, week 3", due_at=NOW + timedelta(days=4), owner="Alma"),
)  # fmt: skip

EVENTS = (
    s.Event(at=NOW - timedelta(minutes=40), what="PHQ-9 answered: 14, moderate", detail="item 9 above zero", by="Alma", kind="alert"),
    s.Event(at=NOW - timedelta(days=1, hours=4), what="Ketamine 36 mg IV over 40 min", detail="0.5 mg/kg of 72.4 kg", by="Mira Okafor", kind="dose", href="#"),
    s.Event(at=NOW - timedelta(days=1, hours=5), what="Weight 742 kg", by="Mira Okafor", is_corrected=True, correction="72.4 kg, a slip of the comma"),
    s.Event(at=NOW - timedelta(days=4), what="Integration session", detail="fear of letting go; walk by the river", by="Sol Adeyemi"),
)  # fmt: skip


class SampleForm(KapForm):
    name = forms.CharField(label="Full name", help_text="As on your identity card.")
    weight_kg = NumberField(label="Weight", unit="kg", least=20, most=350)
    systolic = WholeNumberField(label="Systolic pressure", unit="mmHg", least=40, most=300, required=False)
    taken_at = DateTimeField(label="Taken at")
    posture = forms.ChoiceField(
        label="Posture", choices=[("seated", "Seated"), ("supine", "Lying"), ("standing", "Standing")], widget=forms.RadioSelect
    )
    events = forms.MultipleChoiceField(
        label="What happened",
        choices=[("nausea", "Nausea"), ("headache", "Headache"), ("tearful", "Tearful")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    route = forms.ChoiceField(label="Route", choices=[("iv", "Intravenous"), ("im", "Intramuscular")])
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    read = forms.BooleanField(label="I have read the order and checked it against the syringe.")


class ItemForm(KapForm):
    q1 = forms.ChoiceField(
        label="Little interest or pleasure in doing things", widget=forms.RadioSelect,
        choices=[("0", "Not at all"), ("1", "Several days"), ("2", "More than half the days"), ("3", "Nearly every day")],
    )  # fmt: skip


def _desk() -> dict[str, Any]:  # Any: a template context
    return {
        "banner": BANNER, "findings": FINDINGS, "stages": _stages(), "dues": DUES, "events": EVENTS, "levels": list(reversed(Level)),
        "because": [("Reading 1", "168/104 at 14:24"), ("Reading 2", "166/102 at 14:32")],
        "columns": ["Patient", "Stage", "PHQ-9#", "Change#", "Next"],
        "rows": [("Alma Nguyễn", "Dosing", 14, "−5", "Tue 24 Nov 09:00"), ("Ada Okafor", "Consent", 21, "none yet", "Thu 26 Nov 16:00")],
        "tabs": [s.Tab(label="Overview", href="#", is_current=True), s.Tab(label="Sessions", href="#", count=3), s.Tab(label="Notes", href="#")],
        "facts": [("Weight", "72.4 kg"), ("Route", "Intravenous"), ("Escort", "")],
        "form": SampleForm({"name": "", "weight_kg": "820", "taken_at": "2026-11-24T14:32", "posture": "seated", "route": "iv"}),
        **gallery_charts.desk(NOW),
    }  # fmt: skip


def _portal() -> dict[str, Any]:  # Any: a template context
    return {"form": ItemForm(), "back_href": "#", **gallery_charts.portal(date(2026, 11, 24))}


FACES: dict[str, Callable[[], dict[str, Any]]] = {
    "desk": _desk, "portal": _portal, "room": lambda: gallery_charts.room(NOW), "home": _portal,
}  # fmt: skip


ACTOR = Actor(user_id=UUID(int=1), name="Noor Haddad", organisation_id=UUID(int=2), roles=frozenset({AccessRole.PRESCRIBER}))
NAV = [
    Link(label="Worklist", href="/gallery/", key="w", is_current=True), Link(label="Patients", href="#", key="p", is_current=False),
    Link(label="Enquiries", href="#", key="e", is_current=False), Link(label="Therapists", href="#", key="t", is_current=False),
    Link(label="Audit", href="#", key="a", is_current=False),
]  # fmt: skip


def sample(face: str) -> dict[str, Any]:  # Any: a template context
    """The context of one face's gallery page."""
    faces = [(name, reverse("web:gallery_face", args=[name])) for name in FACES]
    return {**FACES[face](), "faces": faces, "now": NOW, "actor": ACTOR, "nav": NAV, "search_href": "#", "sign_out_href": "#"}
