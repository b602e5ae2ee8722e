"""The labelled lines: what each means, written by hand, so that readings can be counted."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "lines.tsv"


@dataclass(frozen=True)
class Labelled:
    """A line with its truth. `what`: inside (one product of the tables), outside (in none of them), ask (a person has to be asked)."""

    line: str
    ingredients: frozenset[str]
    daily_mg: float | None
    what: str


def labelled() -> list[Labelled]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Labelled(
            line=row["line"],
            ingredients=frozenset(row["ingredients"].split(",")) if row["ingredients"] != "-" else frozenset(),
            daily_mg=float(row["daily_mg"]) if row["daily_mg"] else None,
            what=row["what"],
        )
        for row in rows
    ]
