"""Advice on the next dose: up, the same, down, or think again. It gives a reason and a source; it is never an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kapstone.dosing import _sources as src
from kapstone.dosing.bands import Span
from kapstone.evidence import Citation, Standing
from kapstone.facts import Route

__all__ = ["DECIDES", "Advice", "Course", "Direction", "Past", "advise"]

DECIDES = "This is advice, not an order: the prescriber decides."

_LITTLE, _PARTIAL = 25.0, 50.0
"""Improvement in percent below which a course counts as hardly working, and below which as partial."""
_SHARE_DOWN = (0.67, 0.75)
"""A quarter to a third less."""
_RED_SYSTOLIC, _RED_DIASTOLIC, _LOW_MOAAS, _VOMITED_TWICE, _DISTRESS = 180, 110, 3, 2, 7


class Direction(StrEnum):
    """What the advice comes to."""

    UNKNOWN = "unknown"
    FIRST = "begin low"
    SAME = "keep the dose"
    UP = "consider a higher dose"
    DOWN = "consider a lower dose"
    RETHINK = "think again about the treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How the last session went. None was not looked at. `dose` is in the unit of the band."""

    dose: float
    peak_systolic_mmhg: float | None = None
    peak_diastolic_mmhg: float | None = None
    lowest_moaas: int | None = None
    most_distress_0_10: int | None = None
    vomited: int = 0
    panicked: bool = False
    was_serious: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.dose < float("inf"):
            raise ValueError(f"dose is {self.dose:g}; it must be more than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What advice is given on: the band of the programme, the sessions so far, and by how much the main measure has improved, in percent."""

    route: Route
    band: Span
    start: float
    step: float
    stop_above: float
    planned: int
    """Doses of the induction."""
    sessions: Sequence[Past] = ()
    improvement_percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A direction with its reason and source. `span` is a span of the programme's own band to think about, never an amount to give."""

    direction: Direction
    because: str
    span: Span | None = None
    sources: tuple[Citation, ...] = ()
    standing: Standing = Standing.TO_CONFIRM

    @property
    def words(self) -> str:
        """The advice in full, with whose decision it is."""
        between = f" Between {self.span} to think about." if self.span else ""
        named = f" ({'; '.join(str(source) for source in self.sources)})" if self.sources else ""
        return f"{self.direction.value.capitalize()}: {self.because}{between}{named} {DECIDES}"


def advise(course: Course) -> Advice:
    """Advice for the next session. A bad session comes before everything; without a measure there is no advice to go up."""
    if not course.sessions:
        return Advice(
            direction=Direction.FIRST, because="Nobody knows yet how this patient takes the drug; begin at the low end and watch the peak of blood pressure.",
            span=Span(course.band.low, max(course.band.low, course.start), course.band.unit), standing=Standing.DESIGN,
        )  # fmt: skip
    last = course.sessions[-1]
    if bad := _bad(last):
        return _down(course, last, bad)
    if course.improvement_percent is None:
        return Advice(
            direction=Direction.UNKNOWN, because="The main measure was not answered since the first dose, so nobody can say whether it works.",
            standing=Standing.DESIGN,
        )  # fmt: skip
    return _by_response(course, last, course.improvement_percent)


def _bad(last: Past) -> str:
    """What went badly in the last session, in words; empty when nothing is known to have."""
    found = []
    if (last.peak_systolic_mmhg or 0) >= _RED_SYSTOLIC or (last.peak_diastolic_mmhg or 0) >= _RED_DIASTOLIC:
        found.append(f"blood pressure peaked at {last.peak_systolic_mmhg or 0:g}/{last.peak_diastolic_mmhg or 0:g} mmHg")
    if last.lowest_moaas is not None and last.lowest_moaas <= _LOW_MOAAS:
        found.append(f"MOAA/S fell to {last.lowest_moaas}")
    if last.most_distress_0_10 is not None and last.most_distress_0_10 >= _DISTRESS:
        found.append(f"distress reached {last.most_distress_0_10} of 10")
    if last.vomited >= _VOMITED_TWICE:
        found.append(f"the patient vomited {last.vomited} times")
    if last.panicked:
        found.append("there was panic")
    if last.was_serious:
        found.append("there was a serious adverse event")
    return ", ".join(found)


def _down(course: Course, last: Past, bad: str) -> Advice:
    low, high = (last.dose * share for share in _SHARE_DOWN)
    return Advice(
        direction=Direction.DOWN, because=f"In the last session {bad}. A quarter to a third less is usual next.", span=Span(low, high, course.band.unit),
        sources=(src.KETALAR,) if "panic" in bad else (), standing=Standing.DESIGN,
    )  # fmt: skip


def _by_response(course: Course, last: Past, improvement: float) -> Advice:
    done, unit = len(course.sessions), course.band.unit
    if improvement >= _PARTIAL:
        because = f"The main measure has improved by {improvement:.0f} %: a response. There is no reason for more."
        return Advice(direction=Direction.SAME, because=because, standing=Standing.DESIGN)
    if improvement < _LITTLE and done >= min(4, course.planned):
        return Advice(
            direction=Direction.RETHINK,
            because=f"After {done} doses the main measure has improved by {improvement:.0f} %, less than {_LITTLE:g} %. Look again at the diagnosis, at "
            "benzodiazepines, at the alliance and at the route; a course that does not work by the end of the induction is stopped.",
            sources=(src.SANACORA_2017, src.SPRAVATO),
        )  # fmt: skip
    top = min(last.dose + course.step, course.band.high, course.stop_above)
    if improvement < _LITTLE and done >= 1 and top > last.dose:
        return Advice(
            direction=Direction.UP,
            because=f"After {done} {'dose' if done == 1 else 'doses'} the main measure has improved by {improvement:.0f} % and the last session was borne well. "
            "One step of the programme at most.",
            span=Span(last.dose, top, unit), sources=_UP.get(course.route, ()),
        )  # fmt: skip
    why = "partly" if improvement >= _LITTLE else "little so far, and the dose is at the top of the band"
    return Advice(
        direction=Direction.SAME, because=f"The main measure has improved by {improvement:.0f} %: {why}.", standing=Standing.DESIGN
    )  # fmt: skip


_UP: dict[Route, tuple[Citation, ...]] = {
    Route.IV: (src.MCINTYRE_2020, src.RODRIGUES_2020, src.FAVA_2020),
    Route.SC: (src.KADS_2023,),
    Route.NASAL: (src.SPRAVATO,),
}
"""Where going up a step was studied or is labelled; elsewhere it is our proposal."""
