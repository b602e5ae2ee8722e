"""Every row of the interaction knowledge is a rule, as bad as the row says, with the level that follows."""

import pytest

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules import all_rules
from kapstone.rules.interactions import Action, Severity, all_interactions, level_of

ROWS = {
    "DI-01": "moderate", "DI-02": "moderate", "DI-03": "major", "DI-04": "major", "DI-05": "efficacy", "DI-06": "major", "DI-07": "moderate",
    "DI-08": "moderate", "DI-09": "moderate major", "DI-10": "moderate", "DI-11": "major", "DI-12": "major", "DI-13": "minor", "DI-14": "moderate major",
    "DI-15": "moderate none", "DI-16": "minor moderate", "DI-17": "efficacy", "DI-18": "efficacy", "DI-19": "none", "DI-20": "minor",
    "DI-21": "efficacy none minor", "DI-22": "minor none", "DI-23": "moderate", "DI-24": "moderate", "DI-25": "major", "DI-26": "moderate", "DI-27": "none",
    "DI-28": "minor none", "DI-29": "moderate", "DI-30": "moderate", "DI-31": "moderate", "DI-32": "moderate", "DI-33": "contraindicated", "DI-34": "major",
    "DI-35": "moderate", "DI-36": "contraindicated", "DI-37": "none", "DI-38": "minor", "DI-39": "minor", "DI-40": "none",
}  # fmt: skip
"""Each row with the severities of its cases, in order. `none` beside another: by a route or for an ingredient for which there is nothing to do."""

CHECKED = {
    "DI-01",
    "DI-02",
    "DI-03",
    "DI-06",
    "DI-08",
    "DI-09",
    "DI-10",
    "DI-12",
    "DI-18",
    "DI-19",
    "DI-21",
    "DI-22",
    "DI-28",
    "DI-37",
    "DI-39",
}
"""Rows that were checked against their source; of some only the effect, then their hours are a setting."""

NOT_BUILT: dict[str, str] = {}
"""Rows left out, with the reason."""


def test_every_row_is_a_rule_or_is_left_out_for_a_reason() -> None:
    built = {name: " ".join(severity.value for severity in each.severities) for name, each in all_interactions().items()}

    assert built == {name: severities for name, severities in ROWS.items() if name not in NOT_BUILT}
    assert {f"DI-{number:02}" for number in range(1, 41)} == set(ROWS)
    assert set(built) == {name for name in all_rules() if name.startswith("DI-")}
    assert {"RX-01", "RX-02"} <= set(all_rules())


def test_the_standing_is_that_of_the_row() -> None:
    assert {name for name, each in all_interactions().items() if each.standing is Standing.CHECKED} == CHECKED


@pytest.mark.parametrize(
    "severity, actions, level",
    [
        (Severity.CONTRAINDICATED, (), Level.STOP),
        (Severity.MAJOR, (Action.BLOCK,), Level.STOP),
        (Severity.MAJOR, (Action.HOLD_DOSE,), Level.HOLD),
        (Severity.MAJOR, (), Level.REVIEW),
        (Severity.MODERATE, (Action.REVIEW,), Level.REVIEW),
        (Severity.MODERATE, (Action.ENHANCED_MONITOR,), Level.CAUTION),
        (Severity.MINOR, (Action.SEPARATE,), Level.NOTE),
        (Severity.EFFICACY, (Action.INFORM,), Level.NOTE),
        (Severity.NONE, (Action.NONE,), Level.NOTE),
    ],
)
def test_a_severity_becomes_a_level(severity: Severity, actions: tuple[Action, ...], level: Level) -> None:
    assert level_of(severity, actions) is level


def test_a_worse_severity_is_never_a_milder_level() -> None:
    worst_first = [
        Severity.CONTRAINDICATED,
        Severity.MAJOR,
        Severity.MODERATE,
        Severity.MINOR,
        Severity.EFFICACY,
        Severity.NONE,
    ]

    levels = [level_of(severity, ()) for severity in worst_first]

    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize("each", all_interactions().values(), ids=all_interactions())
def test_every_interaction_names_ingredients_and_what_to_do(each: object) -> None:
    from kapstone.rules.interactions import Interaction

    assert isinstance(each, Interaction)
    assert each.ingredients
    for case in each.cases:
        assert case.act.endswith(".")
        assert case.actions
        assert case.ingredients <= each.ingredients, "a case is about partners of its interaction"
    if each.apart is not None:
        assert each.apart.low <= each.apart.hours <= each.apart.high
        assert each.apart.long_acting <= each.ingredients
