"""Kapstone's own four ratings of a session: strength, meaning, support and fear, each read by itself."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Item, Licence, Option, Subscale
from kapstone.instruments._scoring import sums_apart
from kapstone.instruments._shared import REVIEW
from kapstone.sources import OWN

_ITEMS = (
    (
        "intensity",
        "Strength of the effect",
        "How strong was the effect of the medicine?",
        "not felt",
        "as strong as I can imagine",
    ),
    (
        "meaning",
        "Meaning",
        "How meaningful was the session for you?",
        "not at all",
        "as meaningful as anything I have lived through",
    ),
    ("support", "Support", "How well supported did you feel?", "not at all", "fully"),
    ("fear", "Fear", "How much fear was there at its worst?", "none", "as much as I can imagine"),
)


def _options(least: str, most: str) -> tuple[Option, ...]:
    labels = {0: f"0 {least}", 10: f"10 {most}"}
    return tuple(Option(value, labels.get(value, str(value))) for value in range(11))


def _answers(*values: int | None) -> Answers:
    return {f"likert1_{key}": value for (key, *_), value in zip(_ITEMS, values, strict=True)}


INSTRUMENT = Instrument(
    id="likert1",
    version="1",
    title="Session ratings, Kapstone's own",
    short="Session ratings",
    about="the session",
    stem="",
    items=tuple(
        Item(id=f"likert1_{key}", text=text, spoken=text, options=_options(least, most), short=title.lower())
        for key, title, text, least, most in _ITEMS
    ),
    scoring=sums_apart,
    subscales=tuple(Subscale(key, title, (f"likert1_{key}",)) for key, title, *_ in _ITEMS),
    has_total=False,
    range=(0, 10),
    bands=(),
    direction=Direction.NEITHER,
    recall="your session",
    informant=Informant.PATIENT,
    licence=Licence.OWN,
    cites=(OWN,),
    standing=Standing.DESIGN,
    remarks="Four single ratings to talk about in integration; they are not added up, and no rating is better than another.",
    review=REVIEW,
    examples=(
        Example(says="nothing felt", answers=_answers(0, 0, 10, 0)),
        Example(says="strong and well supported", answers=_answers(8, 7, 9, 2)),
        Example(says="the highest of each", answers=_answers(10, 10, 10, 10)),
        Example(says="fear not rated", answers=_answers(5, 5, 5, None)),
    ),
)
