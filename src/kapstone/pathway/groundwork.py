"""What has to stand before any dose: evaluations, decision, therapist, consent, goals, preparation."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.documents import document_called, needs_new_consent
from kapstone.facts import (
    ConsentCountersigned,
    ConsentGiven,
    ConsentWithdrawn,
    Decision,
    EligibilityDecided,
    Evaluation,
    EvaluationDone,
    GoalRetired,
    GoalSet,
    IdentityVerified,
    PreparationDone,
    PrescreenDone,
    Record,
    TherapistMatched,
)
from kapstone.facts.words import describe
from kapstone.findings import Finding, Level, Role
from kapstone.pathway._episode import Episode, has_role
from kapstone.pathway._says import say
from kapstone.pathway._types import Stage
from kapstone.pathway._words import on_day, span_words

__all__ = [
    "active_goals",
    "before_evaluation",
    "consents",
    "decided",
    "evaluations",
    "goals",
    "is_consented",
    "preparation",
    "preparation_window",
    "therapist",
]


_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clock of a tablet may run ahead."""


def before_evaluation(episode: Episode) -> Iterator[Finding]:
    """Entries with a time that can be right, identity and the pre-screen."""
    yield from _dated_ahead(episode)
    if episode.latest(IdentityVerified) is None:
        yield say(
            episode.protocol, "PW-IDENTITY", Level.UNKNOWN, "The patient's identity has not been verified.",
            act="Verify identity and say how.", waits_for=("identity",),
        )  # fmt: skip
    if episode.latest(PrescreenDone) is None and episode.waiver(Stage.PRESCREEN) is None:
        yield say(
            episode.protocol, "PW-PRESCREEN", Level.UNKNOWN, "Nobody has read the self-report screening with the patient yet.",
            act="Go through the answers and record that they are complete.", waits_for=("pre-screen",),
        )  # fmt: skip


def _dated_ahead(episode: Episode) -> Iterator[Finding]:
    """A test or consent dated tomorrow would count for a day too long: until the time is right, no gate rests on it."""
    ahead = [record for record in episode.facts if record.at > episode.now + _CLOCKS_DIFFER]
    if ahead:
        first, kinds = ahead[0], ", ".join(dict.fromkeys(describe(record.fact).what for record in ahead))
        yield say(
            episode.protocol, "PW-DATED-AHEAD", Level.HOLD, f"Dated in the future, {on_day(first.at)}, {first.at:%H:%M}: {kinds}.",
            act="Correct the time of the entry.", facts=tuple(record.id for record in ahead), changes_at=first.at - _CLOCKS_DIFFER,
        )  # fmt: skip


def evaluations(episode: Episode) -> Iterator[Finding]:
    """Medical clearance and psychiatric evaluation: done, positive and not out of date."""
    windows = episode.protocol.windows
    kinds = (
        ("PW-MEDICAL", Evaluation.MEDICAL, "medical evaluation", windows.medical_clearance),
        ("PW-PSYCHIATRIC", Evaluation.PSYCHIATRIC, "psychiatric evaluation", windows.psychiatric_evaluation),
    )
    for rule, kind, words, good_for in kinds:
        record = episode.facts.latest(EvaluationDone, lambda fact, kind=kind: fact.evaluation is kind)  # type: ignore[misc]  # mypy cannot type a default in a lambda
        yield _evaluation(episode, rule, words, record, good_for)


def _evaluation(episode: Episode, rule: str, words: str, record: Record[EvaluationDone] | None, good_for: timedelta) -> Finding:
    if record is None:
        return say(
            episode.protocol, rule, Level.UNKNOWN, f"The {words} has not been done.", act=f"Do the {words} and sign its conclusion.",
            waits_for=(words,),
        )  # fmt: skip
    facts, lapses = (record.id,), record.at + good_for
    if not has_role(record, Role.PRESCRIBER):
        return say(
            episode.protocol,
            rule,
            Level.HOLD,
            f"The {words} was not signed by a prescriber.",
            act="Have a prescriber sign it.",
            facts=facts,
        )
    if not record.fact.cleared:
        return say(
            episode.protocol, rule, Level.HOLD, f"The {words} of {on_day(record.at)} did not clear the patient.",
            act="Resolve what it names, then evaluate again.", facts=facts,
        )  # fmt: skip
    if episode.now >= lapses:
        return say(
            episode.protocol, rule, Level.HOLD, f"The {words} of {on_day(record.at)} is out of date since {on_day(lapses)}.",
            act=f"Repeat the {words}.", facts=facts, limit=span_words(good_for),
        )  # fmt: skip
    return say(
        episode.protocol, rule, Level.CLEAR, f"The {words} of {on_day(record.at)} holds until {on_day(lapses)}.",
        facts=facts, changes_at=lapses, limit=span_words(good_for),
    )  # fmt: skip


def decided(episode: Episode) -> Finding:
    """The eligibility decision in force."""
    record = episode.latest(EligibilityDecided)
    if record is None:
        return say(
            episode.protocol, "PW-ELIGIBILITY", Level.UNKNOWN, "Eligibility has not been decided.",
            act="Read the report and decide.", waits_for=("eligibility decision",),
        )  # fmt: skip
    facts, day = (record.id,), on_day(record.at)
    if not has_role(record, Role.PRESCRIBER):
        return say(
            episode.protocol, "PW-ELIGIBILITY", Level.HOLD, f"The eligibility decision of {day} was not signed by a prescriber.",
            act="Have a prescriber decide.", facts=facts,
        )  # fmt: skip
    match record.fact.decision:
        case Decision.ELIGIBLE:
            return say(
                episode.protocol, "PW-ELIGIBILITY", Level.CLEAR, f"Found eligible on {day}: {record.fact.reason}", facts=facts
            )
        case Decision.CONDITIONAL:
            return say(
                episode.protocol, "PW-ELIGIBILITY", Level.CAUTION, f"Found eligible on {day} on condition: {record.fact.conditions or record.fact.reason}",
                act="See that the conditions are met.", facts=facts,
            )  # fmt: skip
        case Decision.DECLINED | Decision.REFERRED:
            return say(
                episode.protocol, "PW-ELIGIBILITY", Level.STOP, f"On {day} the patient was {record.fact.decision.value}: {record.fact.reason}",
                act="Close the episode, or decide again if something has changed.", facts=facts,
            )  # fmt: skip


def therapist(episode: Episode) -> Iterator[Finding]:
    if episode.latest(TherapistMatched) is None and episode.waiver(Stage.MATCHING) is None:
        yield say(
            episode.protocol, "PW-THERAPIST", Level.UNKNOWN, "The patient has not accepted a therapist.",
            act="Offer a match and record whom the patient accepts.", waits_for=("therapist",),
        )  # fmt: skip


# -- consent --------------------------------------------------------------------------------------------------------


def consents(episode: Episode) -> Iterator[Finding]:
    """Each document of the protocol: signed, understood, countersigned, not taken back, not out of date."""
    for document in episode.protocol.documents:
        yield _consent(episode, document)


def is_consented(episode: Episode) -> bool:
    """Whether every document is signed, countersigned and not taken back; its age is for the gate, not for the stage."""
    countersigned, withdrawn = _countersigned(episode), _withdrawn(episode)
    signed = [_latest_consent(episode, document) for document in episode.protocol.documents]
    return all(record is not None and record.id in countersigned and record.id not in withdrawn for record in signed)


def _consent(episode: Episode, document: str) -> Finding:
    protocol, windows = episode.protocol, episode.protocol.windows
    record = _latest_consent(episode, document)
    if record is None:
        return say(
            protocol, "PW-CONSENT", Level.UNKNOWN, "The consent has not been signed.", act="Go through the consent with the patient.",
            subject=document, waits_for=("signed consent",),
        )  # fmt: skip
    facts, day, lapses = (record.id,), on_day(record.at), record.at + windows.consent
    withdrawn = _withdrawn(episode).get(record.id)
    if withdrawn is not None:
        return say(
            protocol, "PW-CONSENT", Level.STOP, f"The patient withdrew consent on {on_day(withdrawn)}.",
            act="No dose. Talk with the patient about what they want.", subject=document, facts=facts,
        )  # fmt: skip
    current = document_called(document)
    if needs_new_consent(record.fact.document_version, current):
        return say(
            protocol,
            "PW-CONSENT",
            Level.HOLD,
            f"The patient signed version {record.fact.document_version}; version {current.version} asks for consent anew.",
            act="Go through the new version with the patient.",
            subject=document,
            facts=facts,
            value=record.fact.document_version,
            limit=current.version,
        )
    open_elements = [element for element in current.required if element not in record.fact.acknowledged]
    if open_elements:
        return say(
            protocol,
            "PW-CONSENT",
            Level.UNKNOWN,
            f"{len(open_elements)} of {len(current.required)} elements of the consent were not acknowledged.",
            act="Go through them with the patient.",
            subject=document,
            facts=facts,
            waits_for=tuple(f"consent to {element.replace('_', ' ')}" for element in open_elements),
        )
    if record.fact.teach_back_percent < windows.teach_back_percent:
        return say(
            protocol, "PW-TEACH-BACK", Level.HOLD, f"The patient answered {record.fact.teach_back_percent:.0f} % of the questions on the consent as meant.",
            act="Go over what was unclear and ask again.", subject=document, facts=facts,
            value=f"{record.fact.teach_back_percent:.0f} %", limit=f"at least {windows.teach_back_percent:.0f} %",
        )  # fmt: skip
    if record.id not in _countersigned(episode):
        return say(
            protocol, "PW-CONSENT", Level.HOLD, f"The consent of {day} has not been countersigned.",
            act="Answer the patient's questions and countersign.", subject=document, facts=facts, waits_for=("countersignature",),
        )  # fmt: skip
    if episode.now >= lapses:
        return say(
            protocol, "PW-CONSENT", Level.HOLD, f"The consent of {day} is out of date since {on_day(lapses)}.", act="Ask for consent again.",
            subject=document, facts=facts, limit=span_words(windows.consent),
        )  # fmt: skip
    fresh_until = record.at + windows.consent_before_first_dose
    if not episode.dosed and episode.now >= fresh_until:
        return say(
            protocol, "PW-CONSENT", Level.HOLD, f"The consent of {day} is older than {span_words(windows.consent_before_first_dose)} and no dose was given yet.",
            act="Go over the consent again and have it signed anew.", subject=document, facts=facts,
            limit=span_words(windows.consent_before_first_dose), origin="windows.consent_before_first_dose",
        )  # fmt: skip
    return say(
        protocol, "PW-CONSENT", Level.CLEAR, f"Signed on {day} and countersigned; it holds until {on_day(lapses)}.", subject=document,
        facts=facts, changes_at=lapses if episode.dosed else min(lapses, fresh_until),
    )  # fmt: skip


def _latest_consent(episode: Episode, document: str) -> Record[ConsentGiven] | None:
    return episode.facts.latest(ConsentGiven, lambda fact: fact.document == document)


def _countersigned(episode: Episode) -> set[object]:
    return {
        record.fact.consent
        for record in episode.facts.of(ConsentCountersigned)
        if any(has_role(record, role) for role in (Role.PRESCRIBER, Role.THERAPIST))
    }


def _withdrawn(episode: Episode) -> dict[object, datetime]:
    return {record.fact.consent: record.at for record in episode.facts.of(ConsentWithdrawn)}


# -- goals and preparation ------------------------------------------------------------------------------------------


def active_goals(episode: Episode) -> list[Record[GoalSet]]:
    """The latest version of each goal that has not been set aside since."""
    retired = {record.fact.goal: record.at for record in episode.facts.of(GoalRetired)}
    latest = {record.fact.goal: record for record in episode.facts.of(GoalSet)}
    return [record for goal, record in latest.items() if goal not in retired or retired[goal] < record.at]


def goals(episode: Episode) -> Iterator[Finding]:
    if not active_goals(episode) and episode.waiver(Stage.GOALS) is None:
        yield say(
            episode.protocol, "PW-GOALS", Level.UNKNOWN, "No goal has been set with the patient.",
            act="Set at least one goal with its five levels.", waits_for=("goal",),
        )  # fmt: skip


def preparation(episode: Episode) -> Iterator[Finding]:
    """Enough sessions, every topic covered, the instructions acknowledged, the patient ready."""
    protocol, plan = episode.protocol, episode.protocol.preparation
    done = episode.facts.of(PreparationDone)
    if episode.waiver(Stage.PREPARATION) is not None:
        return
    if len(done) < plan.min_sessions:
        yield say(
            protocol, "PW-PREPARATION", Level.UNKNOWN, f"{len(done)} of {plan.min_sessions} preparation sessions are done.",
            act="Hold the next preparation session.", waits_for=("preparation session",), facts=tuple(record.id for record in done),
            value=str(len(done)), limit=str(plan.min_sessions),
        )  # fmt: skip
        return
    covered = {topic for record in done for topic in record.fact.topics}
    missing = [topic for topic in plan.topics if topic not in covered]
    last = done[-1]
    if missing:
        yield say(
            protocol, "PW-PREPARATION", Level.CAUTION, f"{len(missing)} of {len(plan.topics)} preparation topics were not covered.",
            act="Cover them before the dose.", facts=(last.id,), value=", ".join(missing),
        )  # fmt: skip
    if not any(record.fact.instructions_acknowledged for record in done):
        yield say(
            protocol, "PW-READY", Level.UNKNOWN, "The patient has not acknowledged the instructions on fasting, escort and driving.",
            act="Go through the instructions.", subject="instructions", waits_for=("instructions acknowledged",), facts=(last.id,),
        )  # fmt: skip
    if not last.fact.ready:
        yield say(
            protocol, "PW-READY", Level.HOLD, "After the last preparation session patient and therapist did not both feel ready.",
            act="Hold another preparation session.", facts=(last.id,),
        )  # fmt: skip


def preparation_window(episode: Episode) -> Iterator[Finding]:
    """The time since the last preparation session, judged only until the first dose: later ones are prepared by integration."""
    protocol, plan, last = episode.protocol, episode.protocol.preparation, episode.latest(PreparationDone)
    if last is None or episode.dosed or episode.waiver(Stage.PREPARATION) is not None:
        return
    facts = (last.id,)
    opens, closes = last.at + plan.at_least_before, last.at + plan.at_most_before
    if episode.now < opens:
        yield say(
            protocol, "PW-PREPARATION-WINDOW", Level.HOLD, f"The last preparation session ended less than {span_words(plan.at_least_before)} ago.",
            act="Leave time for it to settle.", facts=facts, changes_at=opens, limit=span_words(plan.at_least_before),
            origin="preparation.at_least_before",
        )  # fmt: skip
    elif episode.now >= closes:
        yield say(
            protocol, "PW-PREPARATION-WINDOW", Level.HOLD, f"The last preparation session was more than {span_words(plan.at_most_before)} ago.",
            act="Hold another preparation session before the first dose.", facts=facts, limit=span_words(plan.at_most_before),
        )  # fmt: skip
    else:
        yield say(
            protocol,
            "PW-PREPARATION-WINDOW",
            Level.CLEAR,
            f"The last preparation session was on {on_day(last.at)}.",
            facts=facts,
            changes_at=closes,
        )
