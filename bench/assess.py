"""How long one assessment takes: everything concluded about a patient, against reading the same facts from JSON.

    python bench/assess.py [RUNS]

An assessment is stage, findings, gates, due work and sessions of a whole course. The ratio says how many times longer that takes than
decoding the JSON of the same facts, which whoever wants to know anything about the patient must do at the least.
"""

import json
import sys
from datetime import UTC, datetime
from random import Random

from _measure import print_table, timed

from kapstone.facts import Facts, decode, encode
from kapstone.pathway import Stage, assess
from kapstone.protocols import all_protocols
from kapstone.synthetic import course_until

STAGES = (Stage.EVALUATION, Stage.CONSENT, Stage.DOSING, Stage.REVIEW, Stage.MAINTENANCE)


def main(runs: int) -> None:
    rows = []
    for protocol in all_protocols().values():
        for stage in STAGES:
            story = course_until(stage, protocol=protocol, start=datetime(2026, 3, 2, 15, tzinfo=UTC), rng=Random(7))
            lines = [json.dumps(encode(record.fact)) for record in story.records]
            facts = Facts(story.records)
            kinds = [(record.fact.kind, record.fact.version) for record in story.records]
            read = timed(lambda lines=lines: [json.loads(line) for line in lines], runs)  # type: ignore[misc]  # binds the loop's variable
            typed = timed(lambda: [decode(*kind, json.loads(line)) for kind, line in zip(kinds, lines, strict=True)], runs)  # noqa: B023 - run at once
            judged = timed(lambda: assess(story.protocol, Facts(story.records), story.now), runs)  # noqa: B023 - run at once
            found = len(assess(story.protocol, facts, story.now).findings)
            rows.append(
                (
                    f"{protocol.id}: {stage}",
                    len(lines),
                    found,
                    judged.median,
                    judged.p99,
                    read.median,
                    judged.median / read.median,
                    judged.median / typed.median,
                )
            )
    print_table(
        ("course up to", "facts", "findings", "assess ms", "p99 ms", "JSON ms", "assess / JSON", "assess / facts decoded"), rows
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
