"""What every desk page about a patient needs: the facts, the assessment, the banner and the tabs, gathered once."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.shapes import BannerItem, PatientBanner, Tab
from kapstone.facts import AllergyListed, Facts, MedicationsReconciled, TherapistMatched
from kapstone.findings import Level
from kapstone.pathway import Assessment, Phase
from kapstone.protocols import Protocol

__all__ = ["PatientPage"]

_TABS = (
    ("Overview", "episodes:patient"),
    ("Screening", "screening:hub"),
    ("Therapist", "therapists:match"),
    ("Consent", "consent:status"),
    ("Measures", "measures:list"),
    ("Goals", "goals:list"),
    ("Sessions", "sessions:list"),
    ("Notes", "notes:list"),
    ("Safety", "safety:list"),
    ("Timeline", "episodes:timeline"),
    ("Course", "episodes:course"),
)

_RISK_RULES = {"PS-05", "PS-06", "SC-02", "SC-03"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPage:
    """One patient at one moment."""

    episode: Episode
    protocol: Protocol
    facts: Facts
    assessment: Assessment
    now: datetime
    zone: ZoneInfo

    @property
    def seen(self) -> int:
        """The journal sequence this page was drawn from; forms carry it back."""
        return max((record.sequence for record in self.facts.history), default=0)

    @property
    def banner(self) -> PatientBanner:
        patient = self.episode.patient
        born = patient.birth_date
        age = self.now.year - born.year - ((self.now.month, self.now.day) < (born.month, born.day))
        return PatientBanner(
            name=(patient.preferred_name and f"{patient.name} ({patient.preferred_name})") or patient.name,
            href=address("episodes:patient", episode=self.episode.id),
            pronouns=patient.pronouns,
            born=f"born {born.day} {born:%b %Y} ({age} y)",
            items=tuple(self._items()),
            urgent=tuple(finding for finding in self.assessment.findings if finding.level is Level.URGENT),
        )

    def tabs(self, current: str) -> list[Tab]:
        """The patient's pages, those of absent rooms left out; `current` is a URL name."""
        found = ((label, name, address(name, episode=self.episode.id)) for label, name in _TABS)
        return [Tab(label=label, href=href, is_current=name == current) for label, name, href in found if href]

    def context(self, current: str, **more: object) -> dict[str, object]:
        """A template's context with banner and tabs in it."""
        return {
            "page": self, "episode": self.episode, "banner": self.banner, "tabs": self.tabs(current), "assessment": self.assessment,
            "protocol": self.protocol, "seen": self.seen, **more,
        }  # fmt: skip

    def _items(self) -> list[BannerItem]:
        therapist = self.facts.latest(TherapistMatched)
        visit = next(
            (
                session
                for session in self.assessment.sessions
                if session.phase in {Phase.PLANNED, Phase.CHECKED_IN, Phase.ORDERED}
            ),
            None,
        )
        is_here = any(session.phase in {Phase.DOSED, Phase.RECOVERING} for session in self.assessment.sessions)
        planned = visit.planned_at.astimezone(self.zone) if visit and visit.planned_at else None
        doses = sum(session.started_at is not None for session in self.assessment.sessions)
        course = self.protocol.course.induction_doses
        return [
            BannerItem(label="Record", value=self.episode.patient.identifier),
            self._allergies(),
            self._risk(),
            BannerItem(
                label="Therapist",
                value=therapist.fact.therapist_name if therapist else "not matched yet",
                is_unknown=therapist is None,
            ),
            BannerItem(label="Treatment", value=self._treatment()),
            BannerItem(
                label="Doses", value=f"{doses} of {course}" if doses <= course else f"{course}, and {doses - course} since"
            ),
            BannerItem(
                label="Next visit",
                value="here now" if is_here else f"{planned.day} {planned:%b, %H:%M}" if planned else "none booked",
                is_unknown=planned is None and not is_here,
            ),
        ]

    def _risk(self) -> BannerItem:
        """The worst of what the rules on suicide risk say; what was never asked is not called absent."""
        found = [finding for finding in self.assessment.findings if finding.rule in _RISK_RULES]
        worst = max(found, key=lambda finding: finding.level, default=None)
        if worst is None or worst.level is Level.UNKNOWN:
            return BannerItem(label="Suicide risk", value="not asked yet", is_unknown=True)
        if worst.level <= Level.NOTE:
            return BannerItem(label="Suicide risk", value="none reported")
        return BannerItem(label="Suicide risk", value=worst.title, is_alert=True)

    def _treatment(self) -> str:
        """Drug and route: the programme's whole title is on the course page."""
        route = self.protocol.route.value
        return f"{self.protocol.drug.value.capitalize()} {route.upper() if len(route) == len('iv') else route}"

    def _allergies(self) -> BannerItem:
        substances = {r.fact.substance.casefold(): r.fact for r in self.facts.of(AllergyListed)}
        active = [fact.substance for fact in substances.values() if fact.is_active]
        if active:
            return BannerItem(label="Allergies", value=", ".join(active), is_alert=True)
        if self.facts.latest(MedicationsReconciled) is None:
            return BannerItem(label="Allergies", value="not asked yet", is_unknown=True)
        return BannerItem(label="Allergies", value="none known")
