"""One patient's outcome in lines a clinician reads: each a question and its answer, also when it cannot be told."""

from dataclasses import dataclass

from kapstone.facts import Facts
from kapstone.instruments import Instrument
from kapstone.outcomes._early import early_response
from kapstone.outcomes._judgement import changed_since_baseline
from kapstone.outcomes._loss import response_spell

__all__ = ["OutcomeLine", "outcome_lines"]

_ANSWERS = {True: "yes", False: "no", None: "cannot be told"}


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    question: str
    answer: str
    detail: str = ""


def outcome_lines(facts: Facts, instrument: Instrument) -> tuple[OutcomeLine, ...]:
    """Response, remission, reliable and clinically significant change, worsening, early response, and how long a response held."""
    changed = changed_since_baseline(facts, instrument)
    judged = {
        "Response": changed.response if changed else None,
        "Remission": changed.remission if changed else None,
        "Reliable improvement": changed.reliable_improvement if changed else None,
        "Clinically significant change": changed.recovered if changed else None,
        "Worse by more than chance": changed.worsening if changed else None,
    }
    early = [
        OutcomeLine(f"Response at {each.moment}", _ANSWERS[each.response], each.because)
        for each in early_response(facts, instrument)
    ]
    return (*(OutcomeLine(name, _ANSWERS[answer]) for name, answer in judged.items()), *early, _held(facts, instrument))


def _held(facts: Facts, instrument: Instrument) -> OutcomeLine:
    spell = response_spell(facts, instrument)
    question = "How long the response held"
    if spell is None:
        return OutcomeLine(question, "no response so far")
    days = f"{spell.time:.0f} days"
    return OutcomeLine(
        question,
        f"{days}, then lost" if spell.ended else f"{days} so far",
        "between scores, so at most as exact as these are frequent",
    )
