"""Which therapist suits this patient: what must hold, what speaks for each, ranked, each with its because."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kapstone.facts import Indication

__all__ = ["Match", "Needs", "Point", "Profile", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A therapist as far as matching reads them. `licences` maps a state to the day its licence expires."""

    therapist: UUID
    name: str
    licences: dict[str, date]
    indications: frozenset[Indication] = frozenset()
    modalities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"English"})
    formats: frozenset[str] = frozenset({"in person"})
    open_places: int = 0
    kap_trained: bool = False
    trauma_trained: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the patient needs and prefers. Preferences that were not asked are empty and count for nothing."""

    state: str
    indication: Indication | None
    on: date
    modalities: frozenset[str] = frozenset()
    language: str = ""
    format: str = ""
    wants_trauma_training: bool = False
    earlier_therapist: UUID | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One reason for or against, in words, with its weight."""

    weight: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One therapist for one patient. `barred` says why they cannot be offered; then the points do not matter."""

    profile: Profile
    points: tuple[Point, ...] = ()
    barred: tuple[str, ...] = field(default=())

    @property
    def is_offered(self) -> bool:
        return not self.barred

    @property
    def score(self) -> int:
        return sum(point.weight for point in self.points)

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(point.says for point in self.points if point.weight > 0)


def rank(needs: Needs, profiles: Iterable[Profile]) -> tuple[Match, ...]:
    """Those who can be offered, best first, then those who cannot, each with the reasons. Ties go by name, so the order is always the same."""
    matches = [_match(needs, profile) for profile in profiles]
    return tuple(
        sorted(
            matches, key=lambda match: (not match.is_offered, -match.score, match.profile.name, str(match.profile.therapist))
        )
    )


def _match(needs: Needs, profile: Profile) -> Match:
    return Match(profile=profile, points=tuple(_points(needs, profile)), barred=tuple(_bars(needs, profile)))


def _bars(needs: Needs, profile: Profile) -> Iterable[str]:
    expires = profile.licences.get(needs.state)
    if not needs.state:
        yield "the patient's state of residence is not known yet"
    elif expires is None:
        yield f"no licence for {needs.state} on file"
    elif expires < needs.on:
        yield f"the licence for {needs.state} expired on {expires:%d-%b-%Y}"
    if profile.open_places < 1 and needs.earlier_therapist != profile.therapist:
        yield "no open place at the moment"
    if not profile.kap_trained:
        yield "training for ketamine-assisted psychotherapy is not on file"


def _points(needs: Needs, profile: Profile) -> Iterable[Point]:
    if needs.earlier_therapist == profile.therapist:
        yield Point(40, "has worked with this patient before")
    if needs.indication is not None and needs.indication in profile.indications:
        yield Point(30, f"treats {needs.indication.words}")
    shared = sorted(needs.modalities & profile.modalities)
    if shared:
        yield Point(min(20, 10 * len(shared)), f"works with {', '.join(shared)}")
    if needs.language:
        speaks = needs.language in profile.languages
        yield Point(20 if speaks else -30, f"{'speaks' if speaks else 'does not speak'} {needs.language}")
    if needs.format:
        offers = needs.format in profile.formats
        yield Point(10 if offers else -20, f"{'offers' if offers else 'does not offer'} sessions {needs.format}")
    if profile.trauma_trained and (needs.wants_trauma_training or needs.indication is Indication.PTSD):
        yield Point(20, "is trained in trauma work")
    if profile.open_places > 0:
        yield Point(
            min(5, profile.open_places), f"has {profile.open_places} open place{'s' if profile.open_places > 1 else ''}"
        )
