"""A page for each programme of treatment, as a medical director reads it before signing."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

from kapstone.commands._reference.markdown import PRINTED, figure, plain, source, standing, table, words
from kapstone.protocols import Origin, Protocol, all_protocols
from kapstone.rules import all_rules
from kapstone.rules.conflicts import all_conflicts

__all__ = ["pages"]

_UNITS = (("_mmhg", "mmHg"), ("_percent", "%"), ("_mg", "mg"), ("_per_hour", "mg/kg an hour"))


def pages() -> dict[str, tuple[str, Callable[[], str]]]:
    """A page for each protocol that comes with Kapstone."""
    return {
        f"protocol-{each.id}.md": (f"programme: {each.title}", lambda each=each: _page(each))  # type: ignore[misc]  # binds the loop's variable
        for each in all_protocols().values()
    }


def _page(one: Protocol) -> str:
    return "\n".join(_lines(one)).rstrip() + "\n"


def _lines(one: Protocol) -> Iterator[str]:
    yield from (f"# {one.title}", "", f"{PRINTED} `{one.id}` {one.version}, digest `{one.digest[:16]}`.", "", one.summary, "")
    yield f"{one.drug.value.capitalize()}, {one.route.value}, {one.place.value}, for {plain(one.indication.value)}; amounts as {one.amount_as.value}."
    yield from ("", f"> {one.confirmation.says}", "")
    by = one.confirmation.confirmed_by
    yield f"{f'Confirmed by {by}' if by else f'Not yet confirmed by a {one.confirmation.by_role}'}. {len(one.to_confirm)} of {len(one.origins)} numbers are settings to confirm."
    yield ""
    for entry in fields(one):
        section = getattr(one, entry.name)
        if is_dataclass(section) and entry.name != "confirmation":
            yield from (f"## {plain(entry.name).capitalize()}", "")
            yield from table(
                ("what", "value", "standing", "source"),
                [
                    (
                        plain(each.name),
                        words(value, _unit(one, entry.name, each.name)),
                        *_origin(one.origins.get(f"{entry.name}.{each.name}")),
                    )
                    for each in fields(section)
                    if (value := getattr(section, each.name)) is not None
                ],
            )
    yield from ("## Measures", "")
    yield from table(
        ("instrument", "when", "judged by it"),
        [(plan.instrument, words(plan.moments), "yes" if plan.primary else "") for plan in one.measures],
    )
    if one.rules:
        known = all_rules()
        yield from ("## Limits it sets for rules", "")
        yield from table(
            ("rule", "limit", "value", "standing", "source"),
            [
                (
                    f"{rule} {known[rule].title}",
                    known[rule].limits[name].says,
                    f"{figure(value)} {known[rule].limits[name].unit}",
                    *_origin(one.origin(f"rules.{rule}.{name}")),
                )
                for rule, limits in one.rules.items()
                for name, value in limits.items()
            ],
        )
    if one.choices:
        yield from ("## Where sources differ", "")
        yield from table(
            ("topic", "follows", "why", "chosen by", "on"),
            [
                (all_conflicts()[topic].title, all_conflicts()[topic].variant(each.variant).says, each.why, each.by, each.on)
                for topic, each in one.choices.items()
            ],
        )
    yield f"Signed by the patient before the first dose: {', '.join(f'`{name}`' for name in one.documents)}."


def _unit(one: Protocol, section: str, name: str) -> str:
    return next((unit for ending, unit in _UNITS if name.endswith(ending)), one.dose.unit if section == "dose" else "")


def _origin(origin: Origin | None) -> tuple[str, str]:
    if origin is None:
        return "", ""
    cited = source(origin.source) if origin.source else ""
    return standing(
        origin.standing
    ), f"{cited}, {origin.where}" if cited and origin.where and origin.where not in cited else cited
