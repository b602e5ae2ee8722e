"""How a fit and its bands show themselves in a notebook."""

from html import escape
from typing import TYPE_CHECKING

from kapstone.pk._html import concerns_html, table_html

if TYPE_CHECKING:
    from kapstone.pk.updating.bands import PosteriorBands
    from kapstone.pk.updating.fit import Fit

__all__ = ["bands_html", "fit_html"]

_ROWS = 25


def fit_html(fit: "Fit") -> str:
    seen = fit.diagnostics
    drawn = fit.posterior_json()
    effects = [
        [name, f"{eta:.4f}", f"{fit.laplace_sd[name]:.4f}", f"{drawn[name]['mean']:.4f}", f"{drawn[name]['sd']:.4f}", f"{seen.shrinkage[name]:.2f}"]
        for name, eta in fit.map.items()
    ]  # fmt: skip
    samples = [
        [each.analyte, f"{each.at_h:.4g}", f"{'<' if each.below else ''}{each.measured:.4g}", f"{each.typical:.4g}", f"{each.individual:.4g}", f"{each.percentile:.3g}"]
        for each in seen.samples
    ]  # fmt: skip
    draws = f"{len(fit.weights):,} draws by {seen.method.value}, worth {seen.effective_draws:,.0f}"
    k = "" if seen.pareto_k is None else f", Pareto k {seen.pareto_k:.2f}"
    rhat = "" if seen.rhat is None else f", split R-hat {seen.rhat:.3f}"
    return "".join(
        (
            f"<p><b>{escape(fit.words)}</b></p>",
            table_html(["effect", "mode", "Laplace SD", "mean", "SD", "SD / population's"], effects),
            table_html(["sample", "time h", "measured ng/mL", "typical", "this patient", "percentile before"], samples)
            if samples
            else "",
            f"<p>{draws}{k}{rhat}; objective {fit.objective:.4f}; {seen.restarts_agreeing} of {len(seen.restarts)} starts agree.</p>",
            concerns_html(fit.concerns),
        )
    )


def bands_html(bands: "PosteriorBands") -> str:
    step = max(1, -(-len(bands.times_h) // _ROWS))
    head = ["time h", *(f"{name} ng/mL, {each:g} %" for name in bands.analytes for each in bands.percentiles)]
    rows = [
        [f"{time:.4g}", *(f"{value:.4g}" for value in bands.ng_per_ml[:, :, place].T.ravel())]
        for place, time in list(enumerate(bands.times_h))[::step]
    ]
    return (
        f"<p><b>{escape(bands.words)}</b></p><p>{escape(bands.band)}</p>{table_html(head, rows)}{concerns_html(bands.concerns)}"
    )
