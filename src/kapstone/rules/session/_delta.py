"""What the delta rules share: asked before every dose, critical, and an item nobody asked about keeps the gate closed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kapstone.evidence import Citation, Standing
from kapstone.facts import Answer, CheckedIn, Record
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.session._scene import Scene, in_session
from kapstone.rules.session._sources import EXPERT, REVIEW

__all__ = ["asked", "delta_rule"]

Decide = Callable[[Scene, Limits], Verdict | tuple[Verdict, ...]]


def delta_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    reads: tuple[str, ...],
    decide: Decide,
    examples: tuple[Example, ...],
    limits: Mapping[str, Limit] = MappingProxyType({}),
    cites: tuple[Citation, ...] = (EXPERT,),
    standing: Standing = Standing.DESIGN,
    owner: Role = Role.MONITOR,
    override: Override = Override.PRESCRIBER,
) -> Rule:
    return Rule(
        id=id, title=title, says=says, moments=frozenset({Moment.PRE_DOSE}), reads=reads, decide=in_session(decide), cites=cites,
        standing=standing, review=REVIEW, examples=examples, limits=limits, critical=True, owner=owner, override=override,
    )  # fmt: skip


def asked(
    field: str, what: str, *, level: Level, because: str, act: str, clear: str, owner: Role = Role.PRESCRIBER
) -> Callable[[Scene, Limits], Verdict]:
    """For a delta item that is one question of the check-in: yes gives `level`, no is CLEAR, not asked is UNKNOWN."""

    def decide(scene: Scene, _limits: Limits) -> Verdict:
        record: Record[CheckedIn] | None = scene.chart.check_in
        answer = getattr(record.fact, field) if record else Answer.UNKNOWN
        if record is None or answer is Answer.UNKNOWN:
            return scene.missing(what, because=f"Nobody has asked yet about {what}.", act=f"Ask about {what}.")
        if answer is Answer.YES:
            return scene.say(level, because, act=act, value="yes", facts=(record.id,), owner=owner)
        return scene.say(Level.CLEAR, clear, value="no", facts=(record.id,))

    return decide
