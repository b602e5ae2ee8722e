"""A told course up to the stage asked for: enquiry to maintenance, every stage a possible life."""

from datetime import datetime, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in

from kapstone import facts as f
from kapstone.pathway import Phase, Stage
from kapstone.protocols import Protocol
from kapstone.synthetic.people import NOOR
from kapstone.synthetic.story import Story

__all__ = ["course_until"]

_DAY = timedelta(days=1)
_ORDER = tuple(stage for stage in Stage if stage not in {Stage.SUSPENDED, Stage.CLOSED})


def course_until(
    stage: Stage, *, protocol: Protocol, start: datetime, rng: Random, phase: Phase = Phase.RECOVERING, doses: int = 1
) -> Story:
    """The story of a patient who is at `stage` when it ends (`story.now`).

    For DOSING the last session has reached `phase` (PLANNED to RECOVERING) and is number `doses`. NEXT_DAY and INTEGRATION
    follow dose number `doses`. REVIEW follows the whole induction, MAINTENANCE its review. SUSPENDED and CLOSED follow a first dose.
    """
    story = Story(protocol=protocol, now=start, rng=rng)
    story.enquiry()
    steps = (
        (Stage.PRESCREEN, story.identity),
        (Stage.EVALUATION, story.prescreen),
        (Stage.ELIGIBILITY, story.evaluation),
        (Stage.MATCHING, story.eligibility),
        (Stage.CONSENT, story.matching),
        (Stage.GOALS, story.consented),
        (Stage.PREPARATION, story.goals),
        (Stage.DOSING, story.preparation),
    )
    for reached, step in steps:
        if stage in _ORDER and _ORDER.index(stage) < _ORDER.index(reached):
            return story
        step()
    _course(story, stage, phase, doses)
    return story


def _course(story: Story, stage: Stage, phase: Phase, doses: int) -> None:
    whole = story.protocol.course.induction_doses
    last = {Stage.NEXT_DAY: Phase.DISCHARGED, Stage.INTEGRATION: Phase.CONTACTED, Stage.DOSING: phase}
    if stage in last:
        for _ in range(doses - 1):
            story.dose()
        story.dose(until=last[stage])
        return
    for _ in range(whole if stage in {Stage.REVIEW, Stage.MAINTENANCE} else 1):
        story.dose()
    match stage:
        case Stage.MAINTENANCE:
            story.review()
        case Stage.SUSPENDED:
            story.tell(f.EpisodeSuspended(reason="Patient in hospital for surgery."), NOOR, after=_DAY)
        case Stage.CLOSED:
            story.tell(f.EpisodeClosed(outcome=f.Outcome.COMPLETED, summary="Well; follow-up arranged."), NOOR, after=_DAY)
        case _:
            pass
