"""What changes from one protocol to another, in words: numbers, standings, what was added and what was taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kapstone.protocols._model import MeasurePlan, Origin, Protocol
from kapstone.protocols.page import Line, lay_out

__all__ = ["Change", "What", "changes"]


class What(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    STANDING = "standing"
    """The number is the same; where it comes from, or how far it was checked, is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, under the title of its part. `words` is the whole sentence."""

    part: str
    what: What
    words: str


def changes(old: Protocol, new: Protocol) -> tuple[Change, ...]:
    """Every change from `old` to `new`, in the order of the page; none when both say the same, whatever their layout."""
    return tuple(_changes(old, new))


def _changes(old: Protocol, new: Protocol) -> Iterator[Change]:
    yield from _head(old, new)
    before, after = lay_out(old), lay_out(new)
    titles = {part.id: part.title for page in (before, after) for part in page.parts}
    lines = [{part.id: {line.path: line for line in part.lines} for part in page.parts} for page in (before, after)]
    for part, title in titles.items():
        yield from _part(title, lines[0].get(part, {}), lines[1].get(part, {}))
    yield from _sets("Measures", _measures(old), _measures(new))
    yield from _sets("Documents the patient signs", dict.fromkeys(old.documents, ""), dict.fromkeys(new.documents, ""))


def _head(old: Protocol, new: Protocol) -> Iterator[Change]:
    for name, was, now in (
        ("Title", old.title, new.title),
        ("Summary", old.summary, new.summary),
        ("For", old.indication.words, new.indication.words),
        ("Also for", ", ".join(each.words for each in old.also_for), ", ".join(each.words for each in new.also_for)),
        ("Drug", old.drug.value, new.drug.value),
        ("Route", old.route.value, new.route.value),
        ("Place", old.place.value, new.place.value),
        ("Amounts as", old.amount_as.value, new.amount_as.value),
        ("Statement", old.confirmation.says, new.confirmation.says),
        ("Confirmed by role", old.confirmation.by_role, new.confirmation.by_role),
        ("Confirmed by", old.confirmation.confirmed_by or "", new.confirmation.confirmed_by or ""),
        ("Version", f"{old.id} {old.version}", f"{new.id} {new.version}"),
    ):
        if was != now:
            yield Change(part="Programme", what=What.CHANGED, words=f"{name}: {was or 'nothing'} → {now or 'nothing'}")


def _part(title: str, before: dict[str, Line], after: dict[str, Line]) -> Iterator[Change]:
    for path in dict.fromkeys((*before, *after)):
        was, now = before.get(path), after.get(path)
        if was is None and now is not None:
            yield Change(part=title, what=What.ADDED, words=f"Added: {now.name}: {now.value}")
        elif was is not None and now is None:
            yield Change(part=title, what=What.REMOVED, words=f"Removed: {was.name}: {was.value}")
        elif was is not None and now is not None:
            if was.value != now.value:
                yield Change(part=title, what=What.CHANGED, words=f"{now.name}: {_moved(was.value, now.value)}")
            if was.origin != now.origin:
                yield Change(part=title, what=What.STANDING, words=f"{now.name}, standing: {_rested(was.origin, now.origin)}")


def _moved(was: str, now: str) -> str:
    """A long list is said by what came and went."""
    if ", " not in was + now or len(was) + len(now) < 80:
        return f"{was} → {now}"
    old, new = was.split(", "), now.split(", ")
    came, went = [each for each in new if each not in old], [each for each in old if each not in new]
    said = [*([f"added {', '.join(came)}"] if came else []), *([f"removed {', '.join(went)}"] if went else [])]
    return "; ".join(said) or "in another order"


def _rested(was: Origin | None, now: Origin | None) -> str:
    """The standing before and after; the source too where it is another one."""
    same_source = was is not None and now is not None and (was.source, was.where) == (now.source, now.where)
    old, new = ((origin.standing.words if same_source else str(origin)) if origin else "nothing" for origin in (was, now))
    return f"{old} → {new}"


def _measures(protocol: Protocol) -> dict[str, str]:
    return {plan.instrument: _asked(plan) for plan in protocol.measures}


def _asked(plan: MeasurePlan) -> str:
    primary = ", the course is judged by it" if plan.primary else ""
    by = ", by a clinician" if plan.by_clinician else ""
    return ", ".join(moment.value.replace("_", " ") for moment in plan.moments) + by + primary


def _sets(part: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        shown = name.replace("_", " ")
        if name not in before:
            yield Change(part=part, what=What.ADDED, words=f"Added: {shown}{f': {after[name]}' if after[name] else ''}")
        elif name not in after:
            yield Change(part=part, what=What.REMOVED, words=f"Removed: {shown}{f': {before[name]}' if before[name] else ''}")
        elif before[name] != after[name]:
            yield Change(part=part, what=What.CHANGED, words=f"{shown}: {before[name]} → {after[name]}")
