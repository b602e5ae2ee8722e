"""A dose on the ruler of its programme: the band it is usually in, where care is asked for, and where it stops."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapstone.clinic.web.charts.drawing import Drawing, Table, element, number, picture, text

__all__ = ["Ruler", "ruler"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Numbers in `unit`. `marks` are the doses looked at, by their letter; `weight_kg` gives the milligrams beside."""

    unit: str
    low: float
    start: float
    high: float
    warn_from: float
    stop_above: float
    session_cap_mg: float
    marks: Sequence[tuple[str, float]] = ()
    weight_kg: float | None = None


def ruler(drawn: Ruler) -> Drawing:
    """One narrow picture for every width, a sentence, and the limits as a table."""
    sentence = f"The programme gives {drawn.low:g} to {drawn.high:g} {drawn.unit}, asks for care from {drawn.warn_from:g} and stops above {drawn.stop_above:g}."
    most = max([drawn.stop_above * 1.2, *(value * 1.08 for _, value in drawn.marks)])
    width, left, right, top = 312.0, 8.0, 304.0, 30.0

    def x(value: float) -> float:
        return left + value / most * (right - left)

    def zone(start: float, end: float, cls: str) -> str:
        return element("rect", cls=cls, x=x(start), y=top, width=max(x(end) - x(start), 0.5), height=16)

    parts = [
        zone(0, most, "c-r-base"), zone(drawn.low, min(drawn.high, drawn.stop_above), "c-r-band"),
        zone(drawn.warn_from, drawn.stop_above, "c-r-warn") if drawn.warn_from < drawn.stop_above else "",
        zone(drawn.stop_above, most, "c-r-stop"), element("line", cls="c-limit", x1=x(drawn.stop_above), y1=top - 6, x2=x(drawn.stop_above), y2=top + 22),
    ]  # fmt: skip
    last = -99.0
    for value in sorted({drawn.low, drawn.start, drawn.high, drawn.warn_from, drawn.stop_above}):
        parts.append(element("line", cls="c-axis", x1=x(value), y1=top + 16, x2=x(value), y2=top + 21))
        if x(value) - last > 24 or value == drawn.stop_above:
            parts.append(text(x(value), top + 36, f"{value:g}", "c-small c-halo", "middle"))
            last = x(value)
    for place, (label, value) in enumerate(drawn.marks):
        at = x(value)
        parts.append(element("path", cls=f"c-r-mark c-x{place + 1}", d=f"M{number(at - 6)} {number(top - 10)}h12l-6 10z"))
        near = place > 0 and abs(at - x(drawn.marks[0][1])) < 14
        parts.append(
            text(
                at + (10 if near else 0),
                top - 14,
                label,
                f"c-small c-strong c-halo c-x-text c-x{place + 1}",
                "start" if near else "middle",
            )
        )
    parts.append(text(right, top + 36, drawn.unit, "c-small", "end"))
    return Drawing(
        sentence=sentence,
        wide=picture(width, 72, "Dose and limits of the programme", sentence, parts, cls="c-ruler"),
        table=_table(drawn),
    )


def _table(drawn: Ruler) -> Table:
    by_weight = drawn.unit == "mg/kg" and drawn.weight_kg is not None
    kilograms = drawn.weight_kg or 0.0
    rows = [
        (name, f"{value:g}", *([f"{value * kilograms:.0f}"] if by_weight else []))
        for name, value in (
            ("Lowest usual", drawn.low), ("Usual start", drawn.start), ("Highest usual", drawn.high), ("Care from", drawn.warn_from),
            ("Stops above", drawn.stop_above),
        )
    ]  # fmt: skip
    if by_weight:
        rows.append(("At most in a session", f"{drawn.session_cap_mg / kilograms:.2g}", f"{drawn.session_cap_mg:g}"))
    else:
        rows.append(("At most in a session, mg", f"{drawn.session_cap_mg:g}"))
    columns = ("Limit", f"{drawn.unit}#", f"mg for {kilograms:g} kg#") if by_weight else ("Limit", f"{drawn.unit}#")
    return Table(caption="The programme's limits", columns=columns, rows=rows)
