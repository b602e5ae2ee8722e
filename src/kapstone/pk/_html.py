"""How results show themselves in a notebook: a small table, what must stand beside it, and every concern."""

from html import escape
from typing import TYPE_CHECKING

from kapstone.pk.errors import Concern

if TYPE_CHECKING:
    from kapstone.pk.compare import Comparison, Envelope
    from kapstone.pk.model import Model
    from kapstone.pk.population import Population, Summary
    from kapstone.pk.prediction import Prediction

__all__ = [
    "comparison_html",
    "concerns_html",
    "envelope_html",
    "model_html",
    "population_html",
    "prediction_html",
    "table_html",
]

_ROWS = 25


def model_html(shown: "Model") -> str:
    """Every number with its origin and trust."""
    spec = shown.spec
    rows = [
        [name, each.says, f"{each.value:g}", each.unit, each.trust.value, f"{each.source} {each.where}".strip()]
        for name, each in spec.parameters.items()
    ]
    head = ["name", "is", "value", "unit", "trust", "from"]
    notes = "".join(f"<p>{escape(text)}</p>" for text in (spec.not_for, spec.remarks, *spec.errata) if text)
    failures = "".join(
        f"<p><b>Known failure</b>, {escape(f'{each.analyte} {each.metric}: {each.says}')}</p>" for each in spec.failures
    )
    return f"<p><b>{escape(spec.title)}</b> ({shown.id} {shown.version}): {escape(shown.trust.words)}</p>{notes}{failures}{table_html(head, rows)}"


def envelope_html(shown: "Envelope") -> str:
    step = max(1, -(-len(shown.times_h) // _ROWS))
    rows = [
        [f"{row[0]:.4g}", *(f"{value:.4g}" for value in row[1:])]
        for row in list(zip(shown.times_h, *shown.curves.values(), shown.low, shown.high, strict=True))[::step]
    ]
    left = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in shown.left_out.items())
    head = ["time h", *shown.curves, "lowest", "highest"]
    return f"<p>{escape(shown.analyte)} in ng/mL, band: {escape(shown.band.value)}</p>{table_html(head, rows)}<ul>{left}</ul>"


def prediction_html(shown: "Prediction") -> str:
    step = max(1, -(-len(shown.times_h) // _ROWS))
    rows = [
        [f"{time:.4g}", *(f"{value:.4g}" for value in row)]
        for time, row in zip(shown.times_h[::step], shown.ng_per_ml.T[::step], strict=True)
    ]
    head = ["time h", *(f"{analyte} ng/mL" for analyte in shown.analytes)]
    return f"<p><b>{escape(shown.words)}</b></p>{table_html(head, rows)}{concerns_html(shown.concerns)}"


def population_html(shown: "Population") -> str:
    """Each band by its name, with the Monte Carlo error of the middle; then the metrics."""
    step = max(1, -(-len(shown.times_h) // _ROWS))
    parts = [f"<p><b>{escape(shown.words)}</b>, {shown.people} virtual patients</p>"]
    for band in shown.spreads:
        values, errors = shown.bands(band=band), shown.errors(band=band)
        for place, analyte in enumerate(shown.analytes):
            rows = [
                [f"{time:.4g}", *(f"{value:.4g}" for value in values[:, place, column]), f"{errors[1, place, column]:.2g}"]
                for column, time in enumerate(shown.times_h)
                if column % step == 0
            ]
            head = ["time h", "5 %", "50 %", "95 %", "Monte Carlo error of 50 %"]
            parts.append(f"<p>{escape(analyte)} in ng/mL, band: {escape(band.value)}</p>{table_html(head, rows)}")
    if shown.metrics:
        parts.append(_summaries([shown.summary(metric) for metric in shown.metrics]))
    return "".join(parts) + concerns_html(shown.concerns)


def comparison_html(shown: "Comparison") -> str:
    parts = [
        f"<p><b>{escape(name)}</b></p>{_summaries([each.summary(metric) for metric in each.metrics])}"
        for name, each in shown.populations.items()
    ]
    rows = [
        [f"{pair.second} minus {pair.first}", str(pair.metric), *(f"{value:.4g}" for value in pair.difference.values),
         f"{pair.share_first_higher:.3f} ± {pair.share_error:.2g}"]
        for pair in shown.pairs
    ]  # fmt: skip
    head = [
        "in the same patients",
        "metric",
        *(f"{each:g} %" for each in shown.pairs[0].difference.percents),
        "share with the first higher",
    ]
    return "".join(parts) + table_html(head, rows)


def _summaries(summaries: "list[Summary]") -> str:
    rows = [
        [
            str(each.metric),
            each.metric.measure.unit,
            *(f"{value:.4g} ± {error:.2g}" for value, error in zip(each.values, each.errors, strict=True)),
            each.known_failure,
        ]
        for each in summaries
    ]
    return table_html(["metric", "unit", *(f"{each:g} %" for each in summaries[0].percents), "known failure"], rows)


def table_html(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def concerns_html(concerns: tuple[Concern, ...]) -> str:
    if not concerns:
        return ""
    items = "".join(f"<li><b>{escape(each.level.word)}</b> {escape(str(each))}</li>" for each in concerns)
    return f"<ul>{items}</ul>"
