"""The SDS: how far symptoms disrupt work, social life and home over a week, and the days they cost."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Change, Direction, Example, Instrument, Item, Licence, Number, Subscale
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, figures

_DOMAINS = (("work", "Work or school"), ("social", "Social life"), ("family", "Family life and home"))
_IMPAIRED = 5


def _impaired(answers: Answers) -> Mapping[str, bool | None]:
    """Whether any of the three is at 5 or more; None while a missing one could still be."""
    values = [answers.get(f"sds_{domain}") for domain, _ in _DOMAINS]
    if any(value is not None and value >= _IMPAIRED for value in values):
        return {"any_domain_impaired": True}
    return {"any_domain_impaired": None if None in values else False}


def _answers(*values: int | None) -> Answers:
    return {f"sds_{domain}": value for (domain, _), value in zip(_DOMAINS, values, strict=True)}


INSTRUMENT = Instrument(
    id="sds",
    version="1",
    title="Sheehan Disability Scale",
    short="SDS",
    about="disability",
    stem="",
    items=(
        *(Item(id=f"sds_{domain}", text="", options=figures(0, 10), short=title.lower()) for domain, title in _DOMAINS),
        Item(id="sds_days_lost", text="", options=figures(0, 7), short="days lost", is_scored=False),
    ),
    scoring=sum_of_clusters(),
    subscales=tuple(Subscale(domain, title, (f"sds_{domain}",)) for domain, title in _DOMAINS),
    flags=_impaired,
    range=(0, 30),
    bands=(),
    change=Change(
        response_at_most=Number(12, Standing.TO_CONFIRM, "sheehan1983"),
        remission_below=Number(7, Standing.TO_CONFIRM, "sheehan1983"),
        remission_each_at_most=Number(2, Standing.TO_CONFIRM, "sheehan1983"),
        remission_from=Number(13, Standing.DESIGN, "sheehan1983"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past week",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© David V. Sheehan.",
    holder="David V. Sheehan",
    cites=(Citation("sheehan1983", "Sheehan: The Sheehan Disability Scale (1983)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "No bands; 5 or more in any of the three is impairment. Response is a total of at most 12; remission at most 6 with each at most 2. "
        "That both need a start above 12 is our proposal. The days do not count in the total."
    ),
    review=REVIEW,
    examples=(
        Example(says="no disability", answers=_answers(0, 0, 0), total=0),
        Example(says="some in each", answers=_answers(2, 2, 2), total=6),
        Example(says="impaired at work alone", answers=_answers(5, 0, 0), total=5),
        Example(says="the highest", answers=_answers(10, 10, 10), total=30),
        Example(says="work not answered is no total", answers=_answers(None, 3, 3)),
    ),
)
