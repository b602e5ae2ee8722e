"""What others may ask of therapists: profiles, the ranked and explained list for one patient, open offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.people import queries as people
from kapstone.clinic.people.models import Staff
from kapstone.clinic.people.queries import LicenceLine
from kapstone.clinic.therapists.models import Offer, Preference, Profile
from kapstone.clinic.therapists.offering import FORMATS, INDICATIONS, LANGUAGES, MODALITIES
from kapstone.facts import Facts, Indication, PersonDescribed, Record, TherapistMatched
from kapstone.matching import Match, Needs, rank
from kapstone.matching import Profile as Offering
from kapstone.protocols import Protocol

__all__ = [
    "FORMATS",
    "INDICATIONS",
    "LANGUAGES",
    "MODALITIES",
    "Candidate",
    "candidate",
    "candidates",
    "matches",
    "needs_of",
    "offers",
    "preference_of",
    "profile_of",
    "therapist_of",
    "therapists",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One therapist for one patient: how they fit and why, or why they cannot be offered."""

    staff: Staff
    profile: Profile | None
    match: Match
    licences: tuple[LicenceLine, ...]
    offer: Offer | None = None
    is_current: bool = False

    @property
    def is_offered(self) -> bool:
        return self.match.is_offered

    @property
    def for_it(self) -> tuple[str, ...]:
        return self.match.because

    @property
    def against(self) -> tuple[str, ...]:
        """What speaks against, without barring."""
        return tuple(point.says for point in self.match.points if point.weight < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One therapist in the clinic's list."""

    staff: Staff
    profile: Profile | None
    licences: tuple[LicenceLine, ...]


def therapists(organisation_id: UUID, on: date) -> list[Listed]:
    """Everyone who works here as a therapist, with profile and licences. Three queries."""
    staff = list(people.staff_with_role(organisation_id, Role.THERAPIST))
    profiles = {each.staff_id: each for each in Profile.objects.filter(staff__in=staff)}
    return [Listed(staff=each, profile=profiles.get(each.id), licences=tuple(people.licences_of(each, on))) for each in staff]


def profile_of(staff: Staff) -> Profile | None:
    return Profile.objects.filter(staff=staff).first()


def preference_of(episode: Episode) -> Preference | None:
    return Preference.objects.filter(episode=episode).first()


def offers(episode: Episode) -> list[Offer]:
    """Open offers, newest first."""
    return list(Offer.objects.select_related("therapist__user").filter(episode=episode, answered_at=None))


def therapist_of(facts: Facts) -> Record[TherapistMatched] | None:
    """The match in force."""
    return facts.latest(TherapistMatched)


def matches(facts: Facts) -> tuple[Record[TherapistMatched], ...]:
    """Every match the patient accepted, oldest first; the last one counts."""
    return facts.of(TherapistMatched)


def needs_of(episode: Episode, facts: Facts, protocol: Protocol, now: datetime) -> Needs:
    """What this patient needs (from the record) and prefers (as asked)."""
    person, preferred = facts.latest(PersonDescribed), preference_of(episode)
    return Needs(
        state=(person.fact.residence_state if person else "") or episode.patient.state,
        indication=protocol.indication,
        on=now.astimezone(episode.zone).date(),
        modalities=frozenset(preferred.modalities if preferred else ()),
        language=preferred.language if preferred else "",
        format=preferred.format if preferred else "",
        wants_trauma_training=bool(preferred and preferred.wants_trauma_training),
        earlier_therapist=_earlier(episode, facts),
    )


def candidates(episode: Episode, facts: Facts, protocol: Protocol, now: datetime) -> list[Candidate]:
    """Every therapist of the clinic for this patient: those who can be offered, best first, then the others with what bars them."""
    needs = needs_of(episode, facts, protocol, now)
    listed = {each.staff.id: each for each in therapists(episode.organisation_id, needs.on)}
    open_offers, current = {offer.therapist_id: offer for offer in offers(episode)}, therapist_of(facts)
    ranked = rank(needs, (_offering(each) for each in listed.values()))
    return [
        Candidate(
            staff=listed[match.profile.therapist].staff,
            profile=listed[match.profile.therapist].profile,
            licences=listed[match.profile.therapist].licences,
            match=match,
            offer=open_offers.get(match.profile.therapist),
            is_current=current is not None and current.fact.therapist == match.profile.therapist,
        )
        for match in ranked
    ]


def candidate(found: Iterable[Candidate], therapist: UUID) -> Candidate | None:
    return next((each for each in found if each.staff.id == therapist), None)


def _offering(listed: Listed) -> Offering:
    """A profile as the matching library reads it; without a profile nothing is taken as true."""
    licences: dict[str, date] = {}
    for line in listed.licences:
        state = line.licence.state
        licences[state] = max(licences.get(state, line.licence.expires_on), line.licence.expires_on)
    profile = listed.profile
    if profile is None:
        return Offering(
            therapist=listed.staff.id, name=listed.staff.name, licences=licences, languages=frozenset(), formats=frozenset()
        )
    return Offering(
        therapist=listed.staff.id,
        name=listed.staff.name,
        licences=licences,
        indications=frozenset(Indication(each) for each in profile.indications),
        modalities=frozenset(profile.modalities),
        languages=frozenset(profile.languages),
        formats=frozenset(profile.formats),
        open_places=profile.open_places if profile.accepts else 0,
        kap_trained=profile.kap_trained,
        trauma_trained=profile.trauma_trained,
    )


def _earlier(episode: Episode, facts: Facts) -> UUID | None:
    """The therapist who knows this patient: matched in this episode, or in the one before."""
    if (here := facts.latest(TherapistMatched)) is not None:
        return here.fact.therapist
    for earlier in episodes.episodes_of_patient(episode.patient_id).filter(opened_at__lt=episode.opened_at)[:1]:
        there = episodes.facts_of(earlier).latest(TherapistMatched)
        return there.fact.therapist if there else None
    return None
