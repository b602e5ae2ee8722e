"""Questionnaires answered in the demonstration, by the patient or with a clinician."""

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions as measures
from kapstone.clinic.measures.running import draft_name
from kapstone.clinic.web import actions as drafts
from kapstone.facts import MeasureAnswered, MeasureReviewed
from kapstone.instruments import instrument_called
from kapstone.synthetic.symptoms import answers_for, gad7_total, phq9_total

__all__ = ["alcohol_and_trauma", "anxiety", "look_at", "mood", "safety"]


def mood(life: Life, *, self_harm: int = 0) -> None:
    """The PHQ-9 as this life's course has it after the doses so far."""
    total = phq9_total(life.plan.course, life.plan.baseline, len(life.sessions), life.rng)
    items = tuple(item.id for item in instrument_called("phq9").items if item.is_scored)
    _submit(life, "phq9", answers_for(items, total, 3, life.rng, self_harm=self_harm), life.answering)


def anxiety(life: Life) -> None:
    """The GAD-7 likewise."""
    total = gad7_total(life.plan.course, life.plan.baseline, len(life.sessions), life.rng)
    items = tuple(item.id for item in instrument_called("gad7").items if item.is_scored)
    _submit(life, "gad7", answers_for(items, total, 3, life.rng), life.answering)


def alcohol_and_trauma(life: Life) -> None:
    """The screens that are asked once."""
    drinks = life.rng.choice((0, 0, 1, 1, 2))
    answers: dict[str, int | None] = {"auditc_1": drinks, "auditc_2": 0, "auditc_3": 0}
    _submit(life, "auditc", answers, life.answering)
    _submit(life, "pcptsd5", {"pcptsd5_exposure": 0}, life.answering)
    if any(plan.instrument == "pcl5" for plan in life.protocol.measures):
        items = tuple(item.id for item in instrument_called("pcl5").items if item.is_scored)
        _submit(life, "pcl5", answers_for(items, life.rng.randint(6, 22), 4, life.rng), life.answering)


def safety(life: Life, instrument: str, by: Actor, *, high: bool = False) -> None:
    """The C-SSRS: no to all, or a wish to be dead with intent."""
    answers: dict[str, int | None] = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}
    if high:
        answers = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 1, "cssrs_4": 1, "cssrs_5": 0, "cssrs_6": 0}
    _submit(life, instrument, answers, by)


def look_at(life: Life, by: Actor) -> None:
    """A clinician has looked at what was answered since they looked last."""
    facts = life.facts
    looked = {record.fact.measure for record in facts.of(MeasureReviewed)}
    for record in facts.of(MeasureAnswered, lambda fact: fact.instrument != "cssrs_since_last_contact"):
        if record.id not in looked and record.by != by.user_id:
            measures.review(episode=life.episode, measure=record.id, by=by, at=clock.now())


def _submit(life: Life, instrument: str, answers: dict[str, int | None], by: Actor) -> None:
    """The patient's answers as their portal keeps and sends them; a clinician's as they are entered."""
    entry = instrument_called(instrument)
    if not by.is_patient:
        measures.enter(episode=life.episode, instrument=entry, answers=answers, by=by, at=clock.now())
        return
    said = {item: str(value) for item, value in answers.items()}
    critical = next((item for item in entry.critical_items if answers.get(item)), None)
    kept = {item: value for item, value in said.items() if item != critical}
    drafts.save_answer(user_id=by.user_id, form=draft_name(entry), subject=life.episode.id, answers=kept, at=clock.now())
    if critical:
        measures.save_answer(episode=life.episode, instrument=entry, item=critical, said=said[critical], by=by, at=clock.now())
    measures.send(episode=life.episode, instrument=entry, by=by, at=clock.now())
