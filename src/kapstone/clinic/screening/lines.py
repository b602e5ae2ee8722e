"""The report's lines as one person sees them: the form that enters the missing value in place, and the one that sets a finding aside."""

from dataclasses import dataclass
from typing import Any

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.screening.forms import ItemForm, OverrideForm
from kapstone.clinic.screening.overrides import CLINICIANS
from kapstone.clinic.screening.queries import ReportLine, report_lines
from kapstone.clinic.screening.report import Group, Report
from kapstone.clinic.screening.sections import Section
from kapstone.clinic.web.factforms import FactForm
from kapstone.clinic.web.navigation import address
from kapstone.facts import Fact, PersonDescribed
from kapstone.facts.history import Asked
from kapstone.findings import Level

__all__ = ["EntryForm", "ShownGroup", "ShownLine", "first_guess", "shown"]

_FITS_IN_A_LINE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """A small form inside a line: one question, or one short part of screening."""

    title: str
    button: str
    form: ItemForm | FactForm[Fact]
    item: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    it: ReportLine
    entries: tuple[EntryForm, ...]
    links: tuple[Section, ...]
    override: OverrideForm | None
    measures: str = ""
    """Where the questionnaire it reads is entered."""
    is_open: bool = False

    @property
    def has_entry(self) -> bool:
        return bool(self.entries or self.links or self.measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    group: Group
    lines: tuple[ShownLine, ...]


def shown(
    report: Report,
    page: PatientPage,
    actor: Actor,
    *,
    item_form: ItemForm | None = None,
    override_form: OverrideForm | None = None,
    override_key: str = "",
) -> tuple[ShownGroup, ...]:
    """Every group with its lines; a form that came back with a mistake stands open in its line."""
    seen_by_me = report_lines(report, page.facts, actor)
    placed: set[str] = set()

    def line(it: ReportLine) -> ShownLine:
        finding = it.line.finding
        mine = override_form if override_key == finding.key else None
        entries = _entries(it, page, actor, item_form, placed) if finding.level > Level.NOTE else ()
        returned = item_form is not None and any(entry.form is item_form for entry in entries)
        return ShownLine(
            it=it,
            entries=entries,
            links=tuple(each for each in it.line.sections if not _fits(each))
            if actor.can(Can.SCREEN) and finding.level > Level.NOTE
            else (),
            measures=address("measures:list", episode=page.episode.id)
            if it.line.reads_measures and finding.level > Level.NOTE
            else "",
            override=mine or (OverrideForm(auto_id=f"{it.line.anchor}-%s") if it.may_set_aside else None),
            is_open=mine is not None or returned,
        )

    return tuple(
        ShownGroup(group=group, lines=tuple(line(seen_by_me[each.finding.key]) for each in group.lines))
        for group in report.groups
    )


def _entries(
    it: ReportLine, page: PatientPage, actor: Actor, returned: ItemForm | None, placed: set[str]
) -> tuple[EntryForm, ...]:
    if not actor.can(Can.SCREEN):
        return ()
    found: list[EntryForm] = []
    for item in it.line.items:
        if item.asked is Asked.CLINICIAN and not actor.roles & CLINICIANS:
            continue
        form: Any = ItemForm(item=item, auto_id=f"{it.line.anchor}-{item.id}-%s")  # Any: either kind of form
        if returned is not None and returned.item is item and item.id not in placed:
            form = returned
            placed.add(item.id)
        found.append(EntryForm(title=item.clinical, button="Record the answer", form=form, item=item.id))
    for section in it.line.sections:
        if _fits(section) and section.who.includes(actor):
            fact_form = section.form(auto_id=f"{it.line.anchor}-{section.slug}-%s", initial=first_guess(section, page))
            found.append(EntryForm(title=section.title, button=section.button, form=fact_form, slug=section.slug))
    return tuple(found)


def first_guess(section: Section, page: PatientPage) -> dict[str, Any]:  # Any: form values
    """What is known already is not asked twice."""
    patient = page.episode.patient
    if section.kind is PersonDescribed:
        return {"birth_date": patient.birth_date, "sex_at_birth": patient.sex_at_birth, "residence_state": patient.state}
    return {}


def _fits(section: Section) -> bool:
    return len(section.form.base_fields) <= _FITS_IN_A_LINE
