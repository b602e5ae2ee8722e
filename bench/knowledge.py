"""How long the whole eligibility assessment takes, against the same rules written by hand; and a whole clinic network after a changed protocol.

    python bench/knowledge.py [PATIENTS] [EPISODES]

Patients are made up (`kapstone.synthetic.screened`), the facts are decoded beforehand, and each run starts from the facts alone. The function by hand
(`bench/_by_hand.py`) gives levels and nothing else; the rules also give the sentence, the value and limit, the facts they rest on, who acts, who may
set it aside, the sources, and when the answer changes. Both have to agree on every level, or nothing is timed. Re-assessment is the real thing over all
episodes and all processors: everything asked anew, and only what the new numbers or the time can have changed.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from random import Random

from _by_hand import levels
from _measure import Times, print_table

from kapstone.chart import Chart
from kapstone.facts import Facts
from kapstone.findings import Finding
from kapstone.rules.conflicts import limits_of
from kapstone.rules.report import rescreen, screen
from kapstone.screening_input import read_patient
from kapstone.synthetic.screened import description

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
NEW_NUMBERS = limits_of({"trd_scope": "lifetime", "body_mass_index": "from_30"}) | {"CV-06": {"systolic_mmhg": 130.0}}
A_DAY_LATER = NOW + timedelta(days=1)


def made_up(count: int, first: int = 0) -> list[Chart]:
    """Patients as charts; every other one is mostly well."""
    bodies = (description(Random(seed), NOW, mostly_well=seed % 2 == 0) for seed in range(first, first + count))
    return [read_patient(json.dumps(body), now=NOW).chart() for body in bodies]


def anew(chart: Chart) -> Chart:
    """The same chart with nothing worked out yet; the facts stay decoded."""
    return replace(chart, facts=Facts(chart.facts.history))


def by_hand(chart: Chart) -> dict[str, int]:
    words = (chart.route, chart.indication, chart.drug)
    return levels(chart.facts, chart.now, chart.place, *(word.value if word is not None else None for word in words))


def worst_by_rule(findings: Sequence[Finding]) -> dict[str, int]:
    found: dict[str, int] = {}
    for finding in findings:
        found[finding.rule] = max(found.get(finding.rule, 0), int(finding.level))
    return found


def check_that_both_agree(charts: Sequence[Chart]) -> None:
    for number, chart in enumerate(charts):
        rules, hand = worst_by_rule(screen(chart).findings), by_hand(chart)
        if rules != hand:
            differ = {rule: (rules.get(rule), hand.get(rule)) for rule in rules | hand if rules.get(rule) != hand.get(rule)}
            raise SystemExit(f"patient {number}: the rules and the function by hand differ: {differ}")


def timed_over(charts: Sequence[Chart], run: Callable[[Chart], object]) -> Times:
    """Processor time of each patient, one run each: what else the computer does is left out."""
    taken = []
    for chart in charts:
        fresh = anew(chart)
        start = time.process_time()
        run(fresh)
        taken.append((time.process_time() - start) * 1000)
    return Times(tuple(sorted(taken)))


def per_patient(count: int) -> None:
    charts = made_up(count)
    check_that_both_agree(charts)
    for chart in charts[:50]:
        screen(anew(chart))
        by_hand(anew(chart))
    rules, hand = timed_over(charts, screen), timed_over(charts, by_hand)
    found = sum(len(screen(chart).findings) for chart in charts) / count
    print(f"Both agree on every level of {count:,} patients ({found:.0f} findings each).\n")
    print_table(
        ("whole eligibility, processor time", "median ms", "p99 ms", "to by hand"),
        [("rules", rules.median, rules.p99, rules.median / hand.median), ("by hand, levels alone", hand.median, hand.p99, 1.0)],
    )


def reassess(work: tuple[int, int, int]) -> tuple[float, float, int]:
    """One processor's share: seconds for asking everything, seconds for what changed, and how many verdicts became another."""
    first, patients, episodes = work
    charts = made_up(patients, first)
    before = [screen(chart) for chart in charts]
    after = [replace(chart, limits=NEW_NUMBERS, now=A_DAY_LATER) for chart in charts]
    start, moved = time.perf_counter(), 0
    for number in range(episodes):
        place = number % patients
        report = rescreen(replace(after[place]), before[place].findings, limits_then=charts[place].limits)
        moved += report.verdict != before[place].verdict
    between = time.perf_counter()
    for number in range(episodes):
        screen(replace(after[number % patients]))
    return time.perf_counter() - between, between - start, moved


def network(episodes: int, patients: int = 500) -> None:
    """Every episode assessed again a day after a protocol changed three numbers; patients repeat, the work on each does not."""
    processors = os.cpu_count() or 1
    share = episodes // processors
    with get_context("spawn").Pool(processors) as pool:
        parts = pool.map(reassess, [(number * patients, patients, share) for number in range(processors)])
    done = share * processors
    whole, changed = max(part[0] for part in parts), max(part[1] for part in parts)
    print(f"{sum(part[2] for part in parts):,} of {done:,} verdicts became another.\n")
    print_table(
        (f"{done:,} episodes, {processors} processors", "seconds", "episodes a second"),
        [("everything asked anew", whole, int(done / whole)), ("only what can have changed", changed, int(done / changed))],
    )


def main(patients: int, episodes: int) -> None:
    per_patient(patients)
    network(episodes)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [1000, 100_000][len(numbers) :]))
