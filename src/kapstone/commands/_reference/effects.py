"""The page of effects: what is modelled, with every number's interval and grade, and what is refused, with the reason."""

from kapstone.commands._reference.markdown import PRINTED, plain, source, table

__all__ = ["page"]


def page() -> str:
    from kapstone.pk.effects import WITHOUT_MODEL, all_effects, pressure_rates

    lines = [
        "# Effects of ketamine",
        "",
        PRINTED,
        "",
        "An effect is given as a number only where a model supports it; grade D never becomes a number. What is not modelled is refused with",
        "the reason below.",
        "",
        "## Modelled",
        "",
        *table(
            ("effect", "driven by", "C50", "half-life of the delay", "grade", "trust", "made from", "source"),
            [
                (
                    each.endpoint.words,
                    each.driver,
                    each.c50,
                    each.half_life,
                    f"{each.grade.value}: {each.grade.words}",
                    each.trust.words,
                    each.population,
                    source(each.source),
                )
                for each in all_effects().values()
            ],
        ),
    ]
    for each in all_effects().values():
        lines += [f"{each.remarks}", ""]
    lines += ["## Blood pressure, as the label has it", "", "Rates of a population, no prediction for a person.", ""]
    for age in ("40 a", "70 a"):
        found = pressure_rates(age)
        lines += [f"**{found.group}**{f' ({found.people} people)' if found.people else ''}: {found.says}.", ""]
        lines += table(("at least once", "percent"), [(each.measure, f"{each.percent:g}") for each in found.rates])
    lines += [f"Source: {source(pressure_rates(None).source)}.", "", "## Refused", ""]
    lines += table(
        ("effect", "why", "instead"),
        [(plain(endpoint.words), says, advice) for endpoint, (says, advice) in WITHOUT_MODEL.items()],
    )
    return "\n".join(lines).rstrip() + "\n"
