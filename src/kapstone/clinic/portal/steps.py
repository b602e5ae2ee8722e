"""What the patient can do next, the most pressing first: each a sentence, how long it takes, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapstone.clinic.consent import queries as consent
from kapstone.clinic.goals import queries as goals
from kapstone.clinic.measures import queries as measures
from kapstone.clinic.portal import words
from kapstone.clinic.portal.mine import Mine
from kapstone.clinic.screening import queries as screening
from kapstone.clinic.web.clocktime import clock_words
from kapstone.clinic.web.navigation import address
from kapstone.facts import GoalRated, IntegrationDone
from kapstone.findings import Role
from kapstone.instruments import Instrument
from kapstone.pathway import DueState, GateId, Phase, Stage

__all__ = ["Step", "may_answer", "steps"]

_HISTORY_STAGES = {Stage.ENQUIRY, Stage.PRESCREEN, Stage.EVALUATION, Stage.ELIGIBILITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `button` says what pressing it does."""

    title: str
    text: str
    takes: str
    button: str
    href: str


def steps(mine: Mine) -> list[Step]:
    """Everything that waits for the patient; the first is what the first page shows."""
    if mine.assessment.stage is Stage.CLOSED:
        return []
    found = [*_measures(mine), *_history(mine), *_therapist(mine), *_consent(mine), *_goals(mine), *_day(mine)]
    return [step for step in found if step.href]


def may_answer(mine: Mine, instrument: Instrument) -> bool:
    """Whether the patient is asked this in their programme."""
    asked = {plan.instrument for plan in mine.page.protocol.measures if not plan.by_clinician}
    due = measures.due_for(mine.assessment, instrument)
    return instrument.id in asked or (due is not None and due.owner is Role.PATIENT)


def _measures(mine: Mine) -> Iterator[Step]:
    begun = measures.unfinished(mine.actor.user_id, mine.episode, mine.wordings)
    for run, draft in begun:
        left = sum(item.id not in run.answers for item in run.asked)
        yield Step(
            title=words.asks_about(run.instrument),
            text=f"You have begun. {words.so_many(left, 'question')} left; what you answered was saved at {clock_words(draft.saved_at)}."
            if left
            else "You have answered everything. Look it over and send it.",
            takes=words.minutes(left),
            button="Go on" if left else "Look it over",
            href=address("portal:measure", slug=run.instrument.id),
        )
    started = {run.instrument.id for run, _ in begun}
    for instrument, due in measures.due_instruments(mine.assessment, mine.wordings):
        if due.owner is Role.PATIENT and instrument.id not in started:
            late = "It is a little late; now is fine. " if due.state is DueState.OVERDUE else ""
            yield Step(
                title=words.asks_about(instrument),
                text=f"{late}{words.so_many(len(instrument.items), 'question')} about {instrument.recall}, one at a time. You can stop and go on later.",
                takes=words.minutes(len(instrument.items)),
                button="Start",
                href=address("portal:measure", slug=instrument.id),
            )


def _history(mine: Mine) -> Iterator[Step]:
    asked = screening.questions(mine.facts, for_patient=True)
    left = sum(not question.is_answered for question in asked)
    if left and mine.assessment.stage in _HISTORY_STAGES:
        begun = left < len(asked)
        yield Step(
            title="Questions about your health",
            text=f"{words.so_many(left, 'question')} left. Each answer is kept as you go." if begun
            else f"{words.so_many(left, 'short question')} on your heart, your mind and your medicines, so that we can keep you safe.",
            takes=words.minutes(left),
            button="Go on" if begun else "Start",
            href=address("portal:history"),
        )  # fmt: skip


def _therapist(mine: Mine) -> Iterator[Step]:
    if mine.assessment.stage is Stage.MATCHING and address("portal:therapist"):
        yield Step(
            title="Choose your therapist",
            text="We suggest people who fit what you told us, and say why. You decide.",
            takes="about 5 minutes",
            button="See who we suggest",
            href=address("portal:therapist"),
        )


def _consent(mine: Mine) -> Iterator[Step]:
    standing = consent.standing(mine.facts, mine.page.protocol, mine.now)
    may = mine.assessment.gate(GateId.CONSENT).is_open or standing.signed is not None
    if standing.wants_signature and may and standing.withdrawn is None:
        parts = len(standing.document.elements) + len(standing.document.teach_back)
        yield Step(
            title="Read and decide on consent",
            text=f"{words.so_many(parts, 'short page')}, one thing at a time, in plain words. Ask us anything before you sign.",
            takes=f"about {max(5, parts * 2 // 3)} minutes",
            button="Read",
            href=address("portal:consent"),
        )


def _goals(mine: Mine) -> Iterator[Step]:
    standing = goals.goals_of(mine.facts)
    if not standing and mine.assessment.stage in {Stage.GOALS, Stage.PREPARATION}:
        yield Step(
            title="Set a goal",
            text="What would be different in your life if this helped? One is enough to begin with.",
            takes="about 10 minutes",
            button="Set a goal",
            href=address("portal:goal_new"),
        )
    done = mine.facts.latest(IntegrationDone)
    rated = mine.facts.latest(GoalRated)
    if standing and done is not None and (rated is None or rated.at < done.at):
        yield Step(
            title="Your goals",
            text="Where do they stand now?",
            takes="about 2 minutes",
            button="Say where they stand",
            href=address("portal:goals_rate"),
        )


def _day(mine: Mine) -> Iterator[Step]:
    visit = next((each for each in mine.assessment.sessions if each.phase is Phase.PLANNED and each.planned_at), None)
    if visit is not None and visit.planned_at is not None:
        days = (visit.planned_at - mine.now).days
        yield Step(
            title="Get ready for your session" if days > 1 else "Your session is near",
            text=f"It is planned for {words.moment(visit.planned_at, mine.now)}. Here is what to bring and what to leave.",
            takes="about 2 minutes to read",
            button="See the list",
            href=address("portal:prepare"),
        )
