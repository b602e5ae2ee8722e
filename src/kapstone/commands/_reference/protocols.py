"""A page for each programme of treatment, as a medical director reads it before signing."""

from collections.abc import Callable, Iterator

from kapstone.commands._reference.markdown import PRINTED, source, standing, table
from kapstone.protocols import Origin, Protocol, all_protocols
from kapstone.protocols.page import lay_out
from kapstone.rules.conflicts import all_conflicts

__all__ = ["pages"]


def pages() -> dict[str, tuple[str, Callable[[], str]]]:
    """A page for each protocol that comes with Kapstone."""
    return {
        f"protocol-{each.id}.md": (f"programme: {each.title}", lambda each=each: _page(each))  # type: ignore[misc]  # binds the loop's variable
        for each in all_protocols().values()
    }


def _page(one: Protocol) -> str:
    return "\n".join(_lines(one)).rstrip() + "\n"


def _lines(one: Protocol) -> Iterator[str]:
    page = lay_out(one)
    yield from (f"# {one.title}", "", f"{PRINTED} `{one.id}` {one.version}, digest `{one.digest[:16]}`.", "", one.summary, "")
    yield from table(("about", "is"), [pair for pair in page.head if pair[0] != "Digest"])
    yield from (f"> {one.confirmation.says}", "")
    by = one.confirmation.confirmed_by
    yield f"{f'Confirmed by {by}' if by else f'Not yet confirmed by a {one.confirmation.by_role}'}. {page.to_confirm} of {len(one.origins)} numbers are settings to confirm."
    yield from ("", "## Schedule", "", *table(("when", "what"), page.schedule))
    yield from ("## What is watched", "", *(f"- {sentence}" for sentence in page.watch), "")
    yield from ("## Watched, beside the plan for its route", "", *(f"- {sentence}" for sentence in page.less), "")
    if page.wider:
        yield from ("## Wider than the guardrails of its route", "", *(f"- {sentence}" for sentence in page.wider), "")
    for part in page.parts:
        yield from (f"## {part.title}", "")
        yield from table(
            ("what", "value", "standing", "source"), [(line.name, line.value, *_origin(line.origin)) for line in part.lines]
        )
    yield from ("## Measures", "", *table(("measure", "asked"), page.measures))
    if one.choices:
        yield from ("## Where sources differ", "")
        yield from table(
            ("topic", "follows", "why", "chosen by", "on"),
            [
                (all_conflicts()[topic].title, all_conflicts()[topic].variant(each.variant).says, each.why, each.by, each.on)
                for topic, each in one.choices.items()
            ],
        )


def _origin(origin: Origin | None) -> tuple[str, str]:
    if origin is None:
        return "", ""
    cited = source(origin.source) if origin.source else ""
    said = ", ".join(part for part in (cited, origin.where if origin.where not in cited else "") if part)
    return standing(origin.standing), said
