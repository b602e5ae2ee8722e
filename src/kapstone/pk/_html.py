"""How results show themselves in a notebook: a small table, what must stand beside it, and every concern."""

from html import escape
from typing import TYPE_CHECKING

from kapstone.pk.errors import Concern

if TYPE_CHECKING:
    from kapstone.pk.prediction import Prediction

__all__ = ["concerns_html", "prediction_html", "table_html"]

_ROWS = 25


def prediction_html(shown: "Prediction") -> str:
    step = max(1, -(-len(shown.times_h) // _ROWS))
    rows = [
        [f"{time:.4g}", *(f"{value:.4g}" for value in row)]
        for time, row in zip(shown.times_h[::step], shown.ng_per_ml.T[::step], strict=True)
    ]
    head = ["time h", *(f"{analyte} ng/mL" for analyte in shown.analytes)]
    return f"<p><b>{escape(shown.words)}</b></p>{table_html(head, rows)}{concerns_html(shown.concerns)}"


def table_html(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def concerns_html(concerns: tuple[Concern, ...]) -> str:
    if not concerns:
        return ""
    items = "".join(f"<li><b>{escape(each.level.word)}</b> {escape(str(each))}</li>" for each in concerns)
    return f"<ul>{items}</ul>"
