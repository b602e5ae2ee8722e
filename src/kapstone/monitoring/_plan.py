"""What a monitoring plan is, and where a programme watches less closely than the plan for its route."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug, Route

__all__ = ["Plan", "Shortfall", "Watch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a programme does: times in minutes. `during_every` for infusions, `at` (after the first dose, T0) for other routes."""

    before: tuple[float, ...]
    during_every: float | None = None
    at: tuple[float, ...] = ()
    then_every: float
    minimum_from_start: float
    minimum_from_end: float = 0
    """From the last dose or the end of the infusion; 0 where only the time from T0 counts."""
    continuous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One place in which less is watched than the plan asks: the name of the field, and a sentence."""

    field: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The least a dose by this route is watched, in minutes. `grace_min` says how far a reading may lie from its time."""

    id: str
    title: str
    drugs: frozenset[Drug]
    routes: frozenset[Route]
    at_home: bool = False
    watch: Watch
    grace_min: float = 0
    ends_with: str
    cites: tuple[Citation, ...]
    standing: Standing
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.watch.during_every is None) is not bool(self.watch.at):
            raise ValueError(f"{self.id}: a plan says either how often during the infusion, or at what times")
        if any(later <= earlier for earlier, later in pairwise(self.watch.at)):
            raise ValueError(f"{self.id}: times are in order")

    def shortfalls(self, done: Watch) -> tuple[Shortfall, ...]:
        """Where `done` watches less than this plan; empty when it watches as much or more."""
        return tuple(self._shortfalls(done))

    def _shortfalls(self, done: Watch) -> Iterator[Shortfall]:
        if len(done.before) < len(self.watch.before):
            yield Shortfall("before", f"{len(done.before)} readings before the dose; the plan has {len(self.watch.before)}.")
        if self.watch.during_every is not None:
            yield from _longer("during_every", done.during_every, self.watch.during_every, "between readings of the infusion")
        else:
            yield from self._times(done)
        yield from _longer("then_every", done.then_every, self.watch.then_every, "between later readings")
        for field, words in (("minimum_from_start", "from the first dose"), ("minimum_from_end", "from the end of dosing")):
            least, given = getattr(self.watch, field), getattr(done, field)
            if given < least:
                yield Shortfall(field, f"{given:g} min of observation {words}; the plan has {least:g}.")
        for sign in sorted(self.watch.continuous - done.continuous):
            yield Shortfall("continuous", f"{sign.replace('_', ' ')} is not watched without pause; the plan does.")

    def _times(self, done: Watch) -> Iterator[Shortfall]:
        """Every time of the plan needs a reading of its own near it."""
        missing = [at for at in self.watch.at if not any(abs(at - given) <= self.grace_min for given in _all_times(done, at))]
        if missing:
            yield Shortfall(
                "at", f"no reading at {', '.join(f'{at:g}' for at in missing)} min after the dose; the plan has one."
            )


def _all_times(done: Watch, until: float) -> tuple[float, ...]:
    """The times of a programme, its later readings counted on to `until`."""
    times = list(done.at)
    last = times[-1] if times else 0.0
    while times and last + done.then_every <= until + done.then_every:
        last += done.then_every
        times.append(last)
    return tuple(times)


def _longer(field: str, given: float | None, most: float, words: str) -> Iterator[Shortfall]:
    if given is None:
        yield Shortfall(field, f"nothing is said of the time {words}; the plan has {most:g} min.")
    elif given > most:
        yield Shortfall(field, f"{given:g} min {words}; the plan has {most:g}.")
