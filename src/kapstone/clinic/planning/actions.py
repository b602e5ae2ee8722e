"""The only writers of planning: note a prediction when it is shown, keep a plan, and compute a prediction again."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal.ids import new_id
from kapstone.clinic.planning.errors import AlreadyKept, CannotRepeat, NothingToKeep
from kapstone.clinic.planning.models import KeptPlan, Prediction
from kapstone.clinic.planning.question import Question

__all__ = ["keep", "predict", "repeat"]


def predict(*, episode: Episode, question: Question, at: datetime, by: Actor | None) -> Prediction:
    """The stored answer to this question, computed and stored if it is asked for the first time. Raises CannotPredict.

    What was computed by the same model and software is read, not computed again. One query, and one more the first time.
    """
    from kapstone.clinic.planning import forecast  # costs a fraction of a second; most processes never ask

    question = forecast.settled(question)
    stamp = forecast.stamp_of(question)
    same = Prediction.objects.filter(
        episode=episode, question_digest=question.digest, model_digest=stamp["model_digest"], software=stamp["software"]
    )
    found = same.first()
    if found is not None:
        return found
    text = forecast.answer(question).text
    row = Prediction(
        organisation_id=episode.organisation_id, episode=episode, question=question.as_json(), question_digest=question.digest, **stamp,
        seed=question.seed, people=question.people, result=text, result_digest=_digest(text), asked_at=at, asked_by_id=by.user_id if by else None,
    )  # fmt: skip
    Prediction.objects.bulk_create([row], ignore_conflicts=True)  # of two screens that ask at once, the first is kept
    return same.get()


@transaction.atomic
def keep(
    *, episode: Episode, predictions: Sequence[Prediction], by: Actor, at: datetime, remarks: str = "", key: UUID | None = None
) -> KeptPlan:
    """Keep one prediction, or two side by side, in the patient's record. The same `key` keeps it once."""
    if not predictions or any(each.episode_id != episode.id for each in predictions):
        raise NothingToKeep
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)  # of two presses, one comes second
    first, second = predictions[0], predictions[1] if len(predictions) > 1 and predictions[1].id != predictions[0].id else None
    remarks = " ".join(remarks.split())[:500]
    earlier = KeptPlan.objects.filter(id=key).first() if key else None
    if earlier is not None:
        mine = (earlier.episode_id, earlier.kept_by_id, earlier.first_id, earlier.second_id, earlier.remarks)
        if mine != (episode.id, by.user_id, first.id, second and second.id, remarks):
            raise AlreadyKept
        return earlier
    return KeptPlan.objects.create(
        id=key or new_id(), organisation_id=episode.organisation_id, episode=episode, first=first, second=second, remarks=remarks,
        kept_at=at, kept_by_id=by.user_id, kept_by_name=by.name,
    )  # fmt: skip


def repeat(prediction: Prediction) -> bool:
    """Compute it again; True where the bytes are the same. Raises CannotRepeat where the model or the software is another by now."""
    from kapstone.clinic.planning import forecast

    question = Question.from_json(prediction.question)
    stamp = forecast.stamp_of(question)
    if stamp["model_digest"] != prediction.model_digest:
        raise CannotRepeat(
            f"The model {prediction.model} is no longer the one that made it, version {prediction.model_version}."
        )
    if stamp["software"] != prediction.software:
        raise CannotRepeat(f"It was computed by version {prediction.software}; this is {stamp['software']}.")
    text = forecast.answer(question).text
    return text == prediction.result and _digest(text) == prediction.result_digest


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
