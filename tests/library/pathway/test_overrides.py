"""Whose signatures set a finding aside, and what they do not hold for."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from kapstone import facts as f
from kapstone.facts import Facts
from kapstone.findings import Level, Role
from kapstone.pathway import Assessment, GateId, Phase, Stage, assess
from kapstone.protocols import all_protocols
from kapstone.synthetic import ALMA, MIRA, NOOR, SOL, Person, Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
INES = Person(UUID("00000000-0000-4000-8000-000000000006"), "Ines Duarte", Role.PRESCRIBER)
SOON = timedelta(minutes=1)


def ready() -> Story:
    protocol = all_protocols()["iv-trd-induction"]
    return course_until(Stage.DOSING, protocol=protocol, start=MONDAY, rng=Random(7), phase=Phase.ORDERED)


def seen(story: Story) -> Assessment:
    return assess(story.protocol, Facts(story.records), story.now)


def override(story: Story, finding: str, level: Level, by: Person, session: UUID | None = None) -> None:
    story.tell(
        f.FindingOverridden(finding=finding, level=level.name, reason="Weighed with the patient.", session=session),
        by,
        after=SOON,
    )


def with_past_psychosis() -> Story:
    """A REVIEW that one prescriber may set aside; the decision is made anew so that only the finding itself stands."""
    story = ready()
    story.tell(f.HistoryAnswered(item="past_psychosis", answer=f.Answer.YES), ALMA, after=SOON)
    story.tell(f.EligibilityDecided(decision=f.Decision.ELIGIBLE, reason="Long past.", report_digest=""), NOOR, after=SOON)
    return story


def test_one_prescriber_sets_a_review_aside_and_it_says_so() -> None:
    story = with_past_psychosis()
    gate = seen(story).gate(GateId.ADMINISTER, story.sessions[-1])
    assert [finding.rule for finding in gate.closed_by] == ["PS-02"]

    override(story, gate.closed_by[0].key, Level.REVIEW, NOOR)
    assessment = seen(story)

    assert assessment.gate(GateId.ADMINISTER, story.sessions[-1]).is_open
    noted = next(finding for finding in assessment.findings if finding.rule == "PS-02")
    assert (noted.level, noted.overridden_by) == (Level.NOTE, ("Noor Haddad: Weighed with the patient.",))


def test_a_therapist_alone_sets_nothing_aside() -> None:
    story = with_past_psychosis()

    override(story, "PS-02", Level.REVIEW, SOL)

    assert not seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).is_open


def test_an_override_of_a_lower_level_does_not_hold() -> None:
    story = with_past_psychosis()

    override(story, "PS-02", Level.CAUTION, NOOR)

    assert not seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).is_open


def test_an_override_for_another_session_does_not_hold() -> None:
    story = with_past_psychosis()

    override(story, "PS-02", Level.REVIEW, NOOR, session=story.new_id())

    assert not seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).is_open


def with_a_stop() -> Story:
    """A racemic contraindication: two clinicians may go on."""
    story = ready()
    story.tell(f.HistoryAnswered(item="aneurysmal_vascular_disease", answer=f.Answer.YES), ALMA, after=SOON)
    return story


def level_of(story: Story, rule: str) -> Level:
    return next(finding.level for finding in seen(story).findings if finding.rule == rule)


def test_a_stop_takes_two_different_clinicians_one_of_them_a_prescriber() -> None:
    story = with_a_stop()

    override(story, "CV-01", Level.STOP, NOOR)
    assert level_of(story, "CV-01") is Level.STOP
    override(story, "CV-01", Level.STOP, NOOR)
    assert level_of(story, "CV-01") is Level.STOP, "the same person twice is one person"
    override(story, "CV-01", Level.STOP, ALMA)
    assert level_of(story, "CV-01") is Level.STOP, "a patient is no clinician"
    override(story, "CV-01", Level.STOP, SOL)
    assert level_of(story, "CV-01") is Level.NOTE


def test_two_who_are_not_prescribers_are_not_enough() -> None:
    story = with_a_stop()

    override(story, "CV-01", Level.STOP, SOL)
    override(story, "CV-01", Level.STOP, MIRA)

    assert level_of(story, "CV-01") is Level.STOP


def test_what_is_missing_cannot_be_overridden() -> None:
    story = ready()
    story.records = [record for record in story.records if not isinstance(record.fact, f.SettingChecked)]
    session = story.sessions[-1]

    for person in (NOOR, INES):
        override(story, f"PW-SETTING:{session}", Level.UNKNOWN, person, session)
        override(story, f"PW-SETTING:{session}", Level.URGENT, person)

    assert not seen(story).gate(GateId.ADMINISTER, session).is_open


def test_withdrawn_consent_cannot_be_overridden() -> None:
    story = ready()
    assert story.consent is not None
    story.tell(f.ConsentWithdrawn(consent=story.consent), ALMA, after=SOON)

    for person in (NOOR, INES, SOL):
        override(story, "PW-CONSENT:ketamine_consent", Level.STOP, person)

    assert not seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).is_open
