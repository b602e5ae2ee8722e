"""What the long run asks for stands on the worklist with its window, and goes when it is done."""

from datetime import timedelta
from random import Random

from kapstone import facts as f
from kapstone.findings import Level, Role
from kapstone.pathway import Assessment, Due, DueState, Stage
from kapstone.synthetic import MIRA, Story, course_until
from library.pathway.danger import DAY, IV, MONDAY, found, seen


def maintained() -> Story:
    return course_until(Stage.MAINTENANCE, protocol=IV, start=MONDAY, rng=Random(11))


def work(story: Story, *, days: float = 0) -> dict[str, Due]:
    story.now += timedelta(days=days)
    assessment: Assessment = seen(story)
    return {due.id.partition(":")[2]: due for due in assessment.due if due.id.startswith("long_run:")}


def test_bladder_liver_and_misuse_are_on_the_list() -> None:
    due = work(maintained())

    assert {"LONG-URINARY:lutsq", "LONG-URINARY:urinalysis", "LONG-LIVER:alt", "LONG-MISUSE:asked"} <= set(due)


def test_each_opens_before_it_is_due_and_is_then_overdue() -> None:
    story = maintained()
    first = min(record.at for record in story.records if isinstance(record.fact, f.DoseGiven))

    story.now = first + timedelta(days=91 - 15)
    ahead = work(story)["LONG-URINARY:urinalysis"]
    open_now = work(story, days=2)["LONG-URINARY:urinalysis"]
    overdue = work(story, days=14)["LONG-URINARY:urinalysis"]

    assert [due.state for due in (ahead, open_now, overdue)] == [DueState.AHEAD, DueState.DUE, DueState.OVERDUE]
    assert ahead.due_at == first + timedelta(days=91)
    assert ahead.owner is Role.MONITOR


def test_what_was_done_is_asked_again_half_a_year_later() -> None:
    story = maintained()
    story.tell(f.UrinalysisDone(result=f.TestResult.NEGATIVE), MIRA, after=DAY)

    assert work(story)["LONG-URINARY:urinalysis"].due_at == story.now + timedelta(days=182)


def test_a_sign_of_misuse_is_a_concern_to_follow_up_and_keeps_doses_away() -> None:
    story = maintained()
    story.tell(
        f.MisuseAsked(craving_0_10=5, early_request=f.Answer.NO, extra_doses=f.Answer.NO, given_away=f.Answer.NO),
        MIRA,
        after=DAY,
    )

    (sign,) = [finding for finding in found(story, "LONG-MISUSE") if finding.level is Level.REVIEW]
    (item,) = [due for due in work(story).values() if due.action == "concern"]

    assert sign.blocks_dose
    assert item.subject == sign.subject


def test_what_is_only_missing_does_not_keep_a_dose_away() -> None:
    story = maintained()

    missing = [
        finding for finding in seen(story).findings if finding.rule.startswith("LONG-") and finding.level is Level.UNKNOWN
    ]

    assert missing
    assert not any(finding.blocks_dose for finding in missing)


def test_a_liver_value_three_times_its_limit_holds_the_next_dose() -> None:
    story = maintained()
    story.tell(f.LabResulted(analyte=f.Analyte.ALT, value=130, unit="U/L", upper_limit=40), MIRA, after=DAY)

    (finding,) = found(story, "LONG-LIVER")

    assert finding.level is Level.HOLD
    assert finding.blocks_dose
