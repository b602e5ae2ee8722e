"""How a course of perception shows itself in a notebook."""

from html import escape
from typing import TYPE_CHECKING

from kapstone.pk._html import concerns_html, table_html

if TYPE_CHECKING:
    from kapstone.pk.effects.perception import Perception

__all__ = ["perception_html"]

_ROWS = 25


def perception_html(shown: "Perception") -> str:
    step = max(1, -(-len(shown.times_h) // _ROWS))
    head = ["time h", "effect site ng/mL", "effect %", *(f"both, {each:g} %" for each in shown.percentiles)]
    rows = [
        [f"{shown.times_h[place]:.4g}", f"{shown.site_ng_per_ml[place]:.4g}", f"{100 * shown.effect[place]:.0f}"]
        + [f"{100 * value:.0f}" for value in shown.bands["both"][:, place]]
        for place in range(0, len(shown.times_h), step)
    ]
    return f"<p><b>{escape(shown.words)}</b></p>{table_html(head, rows)}{concerns_html(shown.concerns)}"
