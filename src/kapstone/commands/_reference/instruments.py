"""The page of instruments: questions, bands, cuts and changes, each number with its source and standing."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, cell, figure, plain, source, sources, standing, table
from kapstone.evidence import Citation
from kapstone.instruments import Example, Instrument, Item, all_instruments

__all__ = ["page"]


def page() -> str:
    known = sorted(all_instruments().values(), key=lambda each: each.id)
    lines = [
        "# Instruments",
        "",
        PRINTED,
        "",
        "A total with a missing answer is no total, unless the instrument says how missing answers are estimated. A number that has no published",
        "source is not shown as one: the change it would judge is then never concluded.",
        "",
        "Where the wording is licensed, Kapstone ships the structure, the scoring and the licence, and the instrument is not asked until the clinic has",
        "supplied the wording: `kapstone instrument template ID` prints the file to fill in, `kapstone instrument check FILE` names what is wrong with it.",
        "",
        *table(
            ("instrument", "about", "range", "answered by", "wording", "as a whole"),
            [
                (
                    f"[{each.short}](#{each.id})",
                    each.about,
                    _range(each),
                    plain(each.informant.value),
                    "ships" if each.has_text else "licensed",
                    standing(each.standing),
                )
                for each in known
            ],
        ),
    ]
    for each in known:
        lines += _entry(each)
    return "\n".join(lines).rstrip() + "\n"


def _entry(one: Instrument) -> Iterator[str]:
    cited = {each.key: each for each in one.cites}
    yield from (f'<a id="{one.id}"></a>', "", f"## {one.title} (`{one.id}`)", "")
    yield f"Measures {one.about}; asks about {one.recall}. {_points(one)} {standing(one.standing).capitalize()}."
    if one.remarks:
        yield from ("", one.remarks)
    yield from ("", _wording(one))
    if one.to_confirm:
        yield from ("", f"For the clinic to confirm: {'; '.join(one.to_confirm)}.")
    yield ""
    yield from table(("points", "word"), [(f"{figure(band.low)} to {figure(band.high)}", band.word) for band in one.bands])
    yield from table(
        ("number", "value", "standing", "source"),
        [
            (plain(name), figure(n.value), standing(n.standing), _cited(cited, n.source))
            for name, n in one.change.numbers.items()
        ]
        + [
            (
                f"{cut.means}{f', {cut.sex.value}' if cut.sex else ''}",
                cut.reach,
                standing(cut.standing),
                _cited(cited, cut.source),
            )
            for cut in one.cuts
        ],
    )
    if one.critical:
        yield from ("Read on their own, whatever the total is:", "")
        yield from (
            f"- `{rule.item}` at {_values(rule.values)}: **{rule.level.word}**. {rule.sentence}" for rule in one.critical
        )
        yield ""
    if one.stem:
        yield from (f"> {cell(one.stem)}", "")
    yield from table(
        ("item", "question", "answers", "LOINC"),
        [
            (f"`{item.id}`", item.shown, f"{item.answers}{_turned(item)}", item.loinc)
            for item in (*one.items, *((one.template,) if one.template else ()))
        ],
    )
    yield from ("Worked examples, tried in every test run:", "")
    yield from table(("example", "answers", "gives"), [(each.says, _answers(each), _gives(each)) for each in one.examples])
    codes = [f"{name} {code}" for name, code in (("panel", one.loinc_panel), ("total", one.loinc_total)) if code]
    if codes:
        yield from (f"LOINC: {', '.join(codes)}.", "")
    if one.subscales:
        yield from table(("subscale", "items"), [(scale.title, len(scale.items) or "counted") for scale in one.subscales])
    yield from (f"Sources: {sources(one.cites)}.", "")
    yield from (f"Reviewed {one.review.reviewed_on}, to be looked at again by {one.review.review_due}.", "")


def _wording(one: Instrument) -> str:
    says = f"Wording: {one.licence.words}. {one.copyright}".strip()
    return says if one.has_text else f"{says} It does not ship; the clinic gets it from {one.holder}."


def _points(one: Instrument) -> str:
    return f"{_range(one)} points, {plain(one.direction.value)}." if one.has_total else "The answers are not added up."


def _turned(item: Item) -> str:
    return "; counts the other way round" if item.is_reversed else ""


def _range(one: Instrument) -> str:
    return one.scale or f"{figure(one.range[0])} to {figure(one.range[1])}"


def _cited(cited: dict[str, Citation], key: str) -> str:
    return source(cited[key]) if key in cited else key


def _values(values: frozenset[int]) -> str:
    return ", ".join(str(value) for value in sorted(values))


def _answers(one: Example) -> str:
    return " ".join("–" if value is None else str(value) for value in one.answers.values()) or "none"


def _gives(one: Example) -> str:
    parts = [figure(one.total)] if one.total is not None else []
    parts += [part for part in (one.word, f"{one.triage.value} risk" if one.triage else "") if part]
    return ", ".join(parts) or "no total"
