"""The PCL-5: twenty symptoms of post-traumatic stress over a month, in the four clusters of DSM-5."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    CriticalRule,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Option,
    Subscale,
    Tone,
)
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW
from kapstone.sources import NCPTSD

_HOW_MUCH = (
    Option(0, "Not at all"),
    Option(1, "A little bit"),
    Option(2, "Moderately"),
    Option(3, "Quite a bit"),
    Option(4, "Extremely"),
)

_TEXTS = (
    "Repeated, disturbing, and unwanted memories of the stressful experience?",
    "Repeated, disturbing dreams of the stressful experience?",
    (
        "Suddenly feeling or acting as if the stressful experience were actually happening again "
        "(as if you were actually back there reliving it)?"
    ),
    "Feeling very upset when something reminded you of the stressful experience?",
    (
        "Having strong physical reactions when something reminded you of the stressful experience "
        "(for example, heart pounding, trouble breathing, sweating)?"
    ),
    "Avoiding memories, thoughts, or feelings related to the stressful experience?",
    (
        "Avoiding external reminders of the stressful experience "
        "(for example, people, places, conversations, activities, objects, or situations)?"
    ),
    "Trouble remembering important parts of the stressful experience?",
    (
        "Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: "
        "I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?"
    ),
    "Blaming yourself or someone else for the stressful experience or what happened after it?",
    "Having strong negative feelings such as fear, horror, anger, guilt, or shame?",
    "Loss of interest in activities that you used to enjoy?",
    "Feeling distant or cut off from other people?",
    (
        "Trouble experiencing positive feelings "
        "(for example, being unable to feel happiness or have loving feelings for people close to you)?"
    ),
    "Irritable behavior, angry outbursts, or acting aggressively?",
    "Taking too many risks or doing things that could cause you harm?",
    "Being “superalert” or watchful or on guard?",
    "Feeling jumpy or easily startled?",
    "Having difficulty concentrating?",
    "Trouble falling or staying asleep?",
)


def _ids(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"pcl5_{number}" for number in range(first, last + 1))


_CLUSTERS = (
    Subscale("B", "Intrusion", _ids(1, 5)),
    Subscale("C", "Avoidance", _ids(6, 7)),
    Subscale("D", "Negative changes in thinking and mood", _ids(8, 14)),
    Subscale("E", "Arousal and reactivity", _ids(15, 20)),
)

_SYMPTOMS_NEEDED = {"B": 1, "C": 1, "D": 2, "E": 2}


def _symptom_rule(answers: Answers) -> Mapping[str, bool | None]:
    """DSM-5: items at 2 or more are symptoms; one B, one C, two D, two E. None while missing answers could still decide it."""
    sure, possible = True, True
    for cluster in _CLUSTERS:
        values = [answers.get(item) for item in cluster.items]
        present = sum(1 for value in values if value is not None and value >= 2)
        sure = sure and present >= _SYMPTOMS_NEEDED[cluster.id]
        possible = possible and present + values.count(None) >= _SYMPTOMS_NEEDED[cluster.id]
    return {"dsm_symptom_rule": True if sure else None if possible else False}


def _answers(b: int, c: int, d: int, e: int) -> dict[str, int | None]:
    """Every item of a cluster answered alike."""
    given = dict(zip("BCDE", (b, c, d, e), strict=True))
    return {item: given[cluster.id] for cluster in _CLUSTERS for item in cluster.items}


INSTRUMENT = Instrument(
    id="pcl5",
    version="1",
    title="PTSD Checklist for DSM-5",
    short="PCL-5",
    about="post-traumatic stress",
    stem=(
        "Below is a list of problems that people sometimes have in response to a very stressful experience. "
        "In the past month, how much were you bothered by:"
    ),
    items=tuple(Item(id=f"pcl5_{number}", text=text, options=_HOW_MUCH) for number, text in enumerate(_TEXTS, start=1)),
    scoring=sum_of_clusters(may_miss_each=1),
    subscales=_CLUSTERS,
    flags=_symptom_rule,
    range=(0, 80),
    bands=(
        Band(0, 30, "below the screening range", Tone.MILD),
        Band(31, 33, "in the screening range", Tone.MODERATE),
        Band(34, 80, "above the screening range", Tone.HIGH),
    ),
    cuts=(Cut(33, "probable PTSD, to be confirmed by interview", Standing.CHECKED, "ncptsd"),),
    change=Change(
        important=Number(10, Standing.CHECKED, "blanchard2023"),
        reliable=Number(15, Standing.CHECKED, "marx2022"),
        recovered_at_most=Number(28, Standing.CHECKED, "marx2022"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule(
            "pcl5_16",
            frozenset({2, 3, 4}),
            Level.NOTE,
            "Item 16 is moderate or more: risks taken or things done that could cause harm; ask about them.",
        ),
    ),
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.FREE,
    copyright="Weathers et al. (2013), National Center for PTSD, www.ptsd.va.gov. A work of the United States Government.",
    cites=(
        NCPTSD,
        Citation("marx2022", "Marx et al.: Reliable and clinically significant change in the CAPS-5 and PCL-5 (2022)"),
        Citation("blanchard2023", "Blanchard et al.: Minimal important differences of the PCL-5 (2023)"),
    ),
    standing=Standing.CHECKED,
    remarks=(
        "There are no official severity bands: the bands only place the total against the screening range of 31 to 33. "
        "A weekly version asks about the past week and is another form. A change of 5 or less is not reliable; reliable change was 15 in one sample and 18 in another. "
        "One missing answer in a cluster may be estimated from that cluster (to confirm). The threshold of item 16 is our proposal."
    ),
    loinc_panel="101697-1",
    loinc_total="101698-9",
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(0, 0, 0, 0), total=0, word="below the screening range"),
        Example(says="all four", answers=_answers(4, 4, 4, 4), total=80, word="above the screening range"),
        Example(
            says="thirty-one is within the range",
            answers=_answers(2, 2, 1, 1) | {"pcl5_8": 3, "pcl5_9": 3},
            total=31,
            word="in the screening range",
        ),
        Example(
            says="thirty-three is probable PTSD",
            answers=_answers(2, 2, 1, 1) | {"pcl5_8": 3, "pcl5_9": 3, "pcl5_15": 3},
            total=33,
            word="in the screening range",
        ),
        Example(
            says="one missing in cluster B is the mean of B",
            answers=_answers(2, 0, 0, 0) | {"pcl5_1": None},
            total=10,
            word="below the screening range",
        ),
        Example(says="two missing in one cluster is no total", answers=_answers(2, 2, 2, 2) | {"pcl5_1": None, "pcl5_2": None}),
    ),
)
