"""What has to be kept apart from a dose in time: when it was taken last, or that nothing of its kind was taken in a day."""

from collections.abc import Iterator
from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Answer, MedicationListed, MedicationsReconciled
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.interactions import Interaction, all_interactions, missing_list
from kapstone.rules.interactions._interaction import Touched
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._scene import Scene, minutes
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import T0, before_dosing, check_in, nothing_known

_A_DAY_H = 24


def _decide(scene: Scene, _limits: Limits) -> tuple[Verdict, ...]:
    found = [verdict for each in all_interactions().values() for verdict in _of(each, scene)]
    if missing_list(scene.chart):
        act = "Go through the whole list with the patient and confirm it."
        return (*found, scene.missing("medication list", because=missing_list(scene.chart), act=act))
    return tuple(found) or (scene.say(Level.CLEAR, "Nothing on the medication list has to be kept apart from the dose."),)


def _of(interaction: Interaction, scene: Scene) -> Iterator[Verdict]:
    apart = interaction.apart
    if apart is None or (apart.routes and scene.chart.route is not None and scene.chart.route not in apart.routes):
        return
    limits = interaction.limits_in(scene.chart)
    for touched in interaction.touched(scene.chart):
        hours = interaction.hours(touched, limits)
        assert hours is not None, "an interaction that is kept apart says for how long"
        if apart.only_as_needed and not touched.listed.is_.as_needed:
            continue
        yield _judged(interaction, touched, hours, scene)


def _judged(interaction: Interaction, touched: Touched, hours: float, scene: Scene) -> Verdict:
    apart, what, record = interaction.apart, touched.listed.words, touched.listed.record
    assert apart is not None, "asked only of what is kept apart"
    subject, limit = f"{scene.session}:{interaction.id}:{touched.listed.subject}", f"{hours:g} h"
    at_dose = min(scene.until, scene.started_at or scene.until)
    taken_at = record.fact.last_taken_at
    if taken_at is not None:
        passed = taken_at + timedelta(hours=hours)
        if passed <= at_dose:
            return Verdict(
                level=Level.CLEAR, because=f"{what} was last taken {minutes(at_dose - taken_at)} before.", limit=limit, subject=subject, facts=(record.id,)
            )  # fmt: skip
        return Verdict(
            level=apart.level, because=f"{what} was last taken {minutes(at_dose - taken_at)} ago; {hours:g} h are needed: {interaction.effect}.",
            act="Wait, or let the prescriber decide.", limit=limit, subject=subject, facts=(record.id,), due=passed,
            changes_at=passed if passed > scene.until else None,
        )  # fmt: skip
    if _denied(scene, apart.asked_at_check_in) and hours <= _A_DAY_H:
        assert scene.chart.check_in is not None, "what was denied was denied at check-in"
        because = f"{what}: at check-in nothing of its kind in the last {_A_DAY_H} h."
        return Verdict(level=Level.CLEAR, because=because, limit=limit, subject=subject, facts=(scene.chart.check_in.id,))
    if apart.level <= Level.NOTE:
        return Verdict(
            level=apart.level, because=f"{what} is on the list; {hours:g} h without it are wanted before the dose.", limit=limit, subject=subject,
            facts=(record.id,),
        )  # fmt: skip
    return Verdict(
        level=Level.UNKNOWN, because=f"When {what} was last taken is not known; {hours:g} h before the dose are needed.",
        act="Ask, and enter the medicine again with the time it was last taken.", limit=limit, subject=subject, waits_for=(f"last {record.fact.name}",),
    )  # fmt: skip


def _denied(scene: Scene, question: str) -> bool:
    record = scene.chart.check_in
    return bool(question) and record is not None and getattr(record.fact, question) is Answer.NO


_GONE_THROUGH = (-60, MedicationsReconciled(count=1))


def _taking(name: str, hours_ago: float | None = None, *, as_needed: bool = False) -> tuple[float, MedicationListed]:
    last = None if hours_ago is None else T0 - timedelta(hours=hours_ago)
    return -90, MedicationListed(name=name, last_taken_at=last, as_needed=as_needed)


RULE = delta_rule(
    id="DELTA-APART",
    title="Medicines kept apart from the dose",
    says="A medicine that has to be kept apart from a dose was taken long enough before it.",
    reads=("MedicationListed", "MedicationsReconciled", "CheckedIn"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sections 2 and 7"), EXPERT),
    standing=Standing.TO_CONFIRM,
    owner=Role.MONITOR,
    examples=(
        nothing_known(),
        before_dosing("nothing of the kind", Level.CLEAR, _taking("sertraline"), _GONE_THROUGH, (-30, check_in())),
        before_dosing("cough medicine two days ago", Level.CLEAR, _taking("Delsym", 50), _GONE_THROUGH, (-30, check_in())),
        before_dosing("cough medicine yesterday", Level.HOLD, _taking("Delsym", 26), _GONE_THROUGH, (-30, check_in())),
        before_dosing("cough medicine, nobody asked when", Level.UNKNOWN, _taking("Delsym"), _GONE_THROUGH, (-30, check_in())),
        before_dosing("a sedative as needed, none in a day", Level.CLEAR, _taking("lorazepam", as_needed=True), _GONE_THROUGH, (-30, check_in())),
        before_dosing("a sedative as needed, this morning", Level.HOLD, _taking("lorazepam", 5, as_needed=True), _GONE_THROUGH, (-30, check_in())),
        before_dosing(
            "a sedative as needed, not asked", Level.UNKNOWN, _taking("lorazepam", as_needed=True), _GONE_THROUGH,
            (-30, check_in(sedative_or_stimulant_24h=Answer.UNKNOWN)),
        ),
        before_dosing("a daily benzodiazepine is not left out for it", Level.CLEAR, _taking("clonazepam 1 mg bid", 3), _GONE_THROUGH, (-30, check_in())),
        before_dosing("coffee", Level.NOTE, _taking("coffee"), _GONE_THROUGH, (-30, check_in())),
        before_dosing("a list nobody went through", Level.UNKNOWN, _taking("sertraline"), (-30, check_in())),
    ),
)  # fmt: skip
