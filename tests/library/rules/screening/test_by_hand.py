"""The rules and one plain function of if-statements, written apart from each other, come to the same levels."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from kapstone.rules.report import screen
from kapstone.screening_input import read_patient
from kapstone.synthetic.screened import description

sys.path.insert(0, str(Path(__file__).parents[4] / "bench"))

from _by_hand import levels

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(60))
def test_both_ways_come_to_the_same(seed: int) -> None:
    chart = read_patient(json.dumps(description(Random(seed), NOW, mostly_well=seed % 2 == 0)), now=NOW).chart()
    worst: dict[str, int] = {}
    for finding in screen(chart).findings:
        worst[finding.rule] = max(worst.get(finding.rule, 0), int(finding.level))

    words = (chart.route, chart.indication, chart.drug)
    assert levels(chart.facts, chart.now, chart.place, *(word.value if word is not None else None for word in words)) == worst
