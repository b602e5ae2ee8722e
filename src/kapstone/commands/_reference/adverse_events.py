"""The page of adverse events: the pick-list with published rates, grades, criteria of seriousness, and where to report."""

from kapstone.adverse_events import DUTIES, GRADES, GROUPS, TERMS, Rate, Term, grade_of_pressure
from kapstone.commands._reference.markdown import PRINTED, source, sources, standing, table
from kapstone.facts import ActionOnDrug, EventOutcome, Expectedness, Relatedness, SeriousFor

__all__ = ["page"]

_PRESSURES = ((119, 79), (120, 80), (140, 90), (160, 100))


def page() -> str:
    lines = ["# Adverse events", "", PRINTED, ""]
    lines += [
        "An event is chosen from this list or written in own words. Rates are of the group that is named, not a forecast for one patient.",
        "",
    ]
    for group, title in GROUPS.items():
        lines += [f"## {title}", ""]
        lines += table(
            ("event", "published rates", "on the REMS form"), [_term(term) for term in TERMS.values() if term.group is group]
        )
    lines += ["## Grades", "", "After CTCAE version 5, in our words: a setting to confirm.", ""]
    lines += table(("grade", "means"), GRADES.items())
    lines += table(
        ("blood pressure from", "grade as hypertension"),
        [(f"{upper}/{lower}", grade_of_pressure(upper, lower)) for upper, lower in _PRESSURES],
    )
    lines += ["## Serious", "", *(f"- {each.words}" for each in SeriousFor), ""]
    lines += ["## The other scales", ""]
    for title, scale in (
        ("Related to the drug", Relatedness), ("Named by the labelling", Expectedness), ("Action on the drug", ActionOnDrug), ("Outcome", EventOutcome),
    ):  # fmt: skip
        lines += [f"- {title}: {' · '.join(each.value.replace('_', ' ') for each in scale)}"]
    lines += ["", "## Where it is reported", ""]
    lines += table(
        ("to", "drug", "says", "within", "standing", "sources"),
        [
            (
                each.to.words,
                each.drug.value,
                each.says,
                f"{each.within_days} days" if each.within_days else "no deadline",
                standing(each.standing),
                sources(each.cites),
            )
            for each in DUTIES
        ],
    )
    return "\n".join(lines).rstrip() + "\n"


def _term(term: Term) -> tuple[str, str, str]:
    said = [*(_rate(rate) for rate in term.rates), *(f"{note} [{source(cites)}]" for note, cites in term.notes)]
    return term.label, "; ".join(said) or "none that we read", "yes" if term.on_rems_form else ""


def _rate(rate: Rate) -> str:
    return f"{rate} [{standing(rate.standing)}; {source(rate.source)}]"
