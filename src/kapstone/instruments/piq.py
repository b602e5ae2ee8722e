"""The PIQ: twenty-three statements on psychological insight in a session, as a mean from 0 to 5."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Item, Licence, Subscale
from kapstone.instruments._scoring import mean_of_items
from kapstone.instruments._shared import REVIEW, unworded

_AMP = tuple(f"piq_amp{number}" for number in range(1, 15))
_GAP = tuple(f"piq_gap{number}" for number in range(1, 10))


def _answers(amp: int | None, gap: int | None) -> Answers:
    return dict.fromkeys(_AMP, amp) | dict.fromkeys(_GAP, gap)


INSTRUMENT = Instrument(
    id="piq",
    version="1",
    title="Psychological Insight Questionnaire",
    short="PIQ",
    about="insight",
    stem="",
    items=tuple(
        Item(id=item, text="", options=unworded(0, 5), short=f"{name}, statement {number}")
        for name, part in (("avoidance and maladaptive patterns", _AMP), ("goals and adaptive patterns", _GAP))
        for number, item in enumerate(part, start=1)
    ),
    scoring=mean_of_items(digits=2),
    subscales=(
        Subscale("amp", "Insight into avoidance and maladaptive patterns", _AMP),
        Subscale("gap", "Insight into goals and adaptive patterns", _GAP),
    ),
    range=(0, 5),
    step=0.01,
    bands=(),
    direction=Direction.NEITHER,
    recall="your session",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="Davis et al.",
    holder="the authors (Davis et al.)",
    cites=(Citation("davis2021", "Davis et al.: Development of the Psychological Insight Questionnaire (2021)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "Fourteen statements are on avoidance and maladaptive patterns, nine on goals and adaptive patterns; they are keyed by their part and not by their place "
        "on the form. As a sum it runs to 115. It describes the session and is no measure of efficacy."
    ),
    review=REVIEW,
    examples=(
        Example(says="none", answers=_answers(0, 0), total=0),
        Example(says="only the fourteen: 14 x 5 of 23", answers=_answers(5, 0), total=3.04),
        Example(says="the highest", answers=_answers(5, 5), total=5),
        Example(says="missing is no mean", answers=_answers(5, None)),
    ),
)
