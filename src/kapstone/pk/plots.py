"""Pictures of predictions, with captions that say which model, which band and whether it holds. Needs matplotlib (the extra `plot`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.errors import Concern, Kind
from kapstone.pk.prediction import words_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kapstone.pk.compare import Comparison, Envelope
    from kapstone.pk.effects import Perception
    from kapstone.pk.model import Model
    from kapstone.pk.population import Population
    from kapstone.pk.prediction import Prediction
    from kapstone.pk.updating import Fit, PosteriorBands

__all__ = [
    "FORMATS",
    "Band",
    "Curve",
    "Panel",
    "PlottingUnavailable",
    "Points",
    "draw",
    "draw_bands",
    "draw_envelope",
    "draw_fit",
    "draw_perception",
    "draw_prediction",
    "rendered",
    "validity_words",
]  # fmt: skip

FORMATS = ("png", "svg", "pdf")

_INK = "#1f2933"
# Distinct for readers who confuse red and green (Okabe and Ito), and told apart by dashes as well.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
_WIDE = 96


class PlottingUnavailable(RuntimeError):
    """matplotlib is not installed."""

    def __init__(self) -> None:
        super().__init__("Pictures need matplotlib, which is not installed. Install it with: pip install 'kapstone[plot]'")


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: `values` (T,) at `times_h` (T,)."""

    label: str
    times_h: Array
    values: Array


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded area between `low` and `high` (T,); it has the colour of the curve of the same place."""

    label: str
    times_h: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Points:
    """Measured values; `below` (m,) marks those that are only known to lie under the value."""

    label: str
    times_h: Array
    values: Array
    below: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One axis: a title, what is up, curves with their bands, and points."""

    title: str
    ylabel: str = "ng/mL"
    curves: Sequence[Curve] = ()
    bands: Sequence[Band] = ()
    points: Sequence[Points] = ()
    top: float | None = None


def draw(panels: Sequence[Panel], caption: str) -> "Figure":
    """All panels side by side over one caption. Raises PlottingUnavailable."""
    figure_class = _matplotlib()
    figure = figure_class(figsize=(max(6.4, 4.6 * len(panels)), 4.6), layout="constrained", facecolor="white")
    axes = figure.subplots(1, len(panels), squeeze=False)[0]
    for axis, panel in zip(axes, panels, strict=True):
        _fill(axis, panel)
    figure.supxlabel(fill(caption, int(_WIDE * max(1.0, 0.72 * len(panels)))), fontsize=7.5, color=_INK, x=0.02, ha="left")
    return figure


def rendered(figure: "Figure", kind: str, *, dpi: int = 150) -> bytes:
    """The picture as the bytes of a file of that kind; the same picture gives the same bytes. Raises ValueError for another kind."""
    if kind not in FORMATS:
        raise ValueError(f"{kind!r} is no format of a picture; there are {', '.join(FORMATS)}")
    _matplotlib()
    from matplotlib import rc_context

    dated = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    held = BytesIO()
    with rc_context({"svg.hashsalt": "kapstone", "svg.fonttype": "none", "pdf.fonttype": 42}):
        figure.savefig(held, format=kind, dpi=dpi, metadata=dated)
    return held.getvalue()


def validity_words(concerns: Iterable[Concern]) -> str:
    """Whether the model holds here, in a sentence for a caption."""
    outside = [each.says for each in concerns if each.kind is Kind.LIMIT and each.level is Level.CAUTION]
    unknown = [each.says for each in concerns if each.level is Level.UNKNOWN]
    doubts = [each.says for each in concerns if each.level is Level.REVIEW]
    words = f"OUTSIDE what was studied: {'; '.join(outside)}." if outside else "Inside what was studied."
    if unknown:
        words += f" NOT KNOWN: {'; '.join(unknown)}."
    if doubts:
        words += f" IN DOUBT: {'; '.join(doubts)}."
    return words


def draw_prediction(shown: "Prediction", *, analytes: Sequence[str] | None = None) -> "Figure":
    """The typical curves of one prediction, all analytes in one panel."""
    model = shown.asked.model
    curves = [Curve(name, shown.times_h, shown[name]) for name in analytes or shown.analytes]
    caption = f"{model.id} {model.version}. {shown.words}. Typical patient, no band. {validity_words(shown.concerns)}"
    return draw([Panel(title="Typical patient", curves=curves)], caption)


def draw_bands(shown: "PosteriorBands", *, fit: "Fit | None" = None, analytes: Sequence[str] | None = None) -> "Figure":
    """One panel for each analyte: the middle and the outermost percentiles; with `fit`, its samples as points."""
    panels = []
    for name in analytes or shown.analytes:
        low, middle, high = _outer(shown.percentiles)
        band = shown[name]
        label = f"{shown.percentiles[low]:g} to {shown.percentiles[high]:g} in 100"
        panels.append(
            Panel(
                title=name,
                curves=[Curve(f"{shown.percentiles[middle]:g} in 100", shown.times_h, band[middle])],
                bands=[Band(label, shown.times_h, band[low], band[high])],
                points=_samples(fit, name) if fit is not None else (),
            )
        )
    caption = f"{shown.model.id} {shown.model.version}. {shown.words}. Band: {shown.band}. {validity_words(shown.concerns)}"
    return draw(panels, caption)


def draw_fit(fit: "Fit", bands: "PosteriorBands | None" = None) -> "Figure":
    """The samples in the patient's own band, an hour beyond the last sample unless `bands` are given."""
    last = max((each.at_h for each in fit.observations), default=3.0)
    measured = {each.analyte for each in fit.observations}
    shown = fit.bands(until=f"{60 * last + 60:.6g} min", every="1 min") if bands is None else bands
    return draw_bands(shown, fit=fit, analytes=[name for name in shown.analytes if not measured or name in measured])


def draw_perception(shown: "Perception") -> "Figure":
    """The change of external perception, in percent of the largest, with the band of patients and effect model together."""
    low, _, high = _outer(shown.percentiles)
    band = 100 * shown.bands["both"]
    panel = Panel(
        title="Change of external perception",
        ylabel="% of the largest effect",
        curves=[Curve("typical", shown.times_h, 100 * shown.effect)],
        bands=[Band(f"{shown.percentiles[low]:g} to {shown.percentiles[high]:g} in 100", shown.times_h, band[low], band[high])],
        top=100.0,
    )
    caption = (
        f"{shown.model.id} {shown.model.version}. {shown.words}. Band: between patients and uncertainty of the effect model. "
        f"{validity_words(shown.concerns)}"
    )
    return draw([panel], caption)


def draw_population(
    population: "Population", typical: "Prediction | None" = None, *, analytes: Sequence[str] | None = None
) -> "Figure":
    """One panel for each analyte: half and 5 to 95 in 100 patients, and the typical curve if given."""
    model = population.asked.model
    low, middle, high = population.bands((5, 50, 95))
    panels = []
    for name in analytes or population.analytes:
        row = population.analytes.index(name)
        curves = [Curve("50 in 100 patients", population.times_h, middle[row])]
        if typical is not None:
            curves.append(Curve("typical patient", typical.times_h, typical[name]))
        panels.append(
            Panel(title=name, curves=curves, bands=[Band("5 to 95 in 100 patients", population.times_h, low[row], high[row])])
        )
    caption = (
        f"{model.id} {model.version}. {population.words}. Band: between patients, {population.people:,} virtual ones; without measurement error. "
        f"{validity_words(population.concerns)}"
    )
    return draw(panels, caption)


def draw_comparison(shown: "Comparison") -> "Figure":
    """One panel for each analyte, with the band of every regimen in the same virtual patients."""
    populations = shown.populations
    first = next(iter(populations.values()))
    model = first.asked.model
    panels = []
    for row, name in enumerate(first.analytes):
        curves, bands = [], []
        for regimen, each in populations.items():
            low, middle, high = each.bands((5, 50, 95))[:, row]
            curves.append(Curve(regimen, each.times_h, middle))
            bands.append(Band(f"{regimen}: 5 to 95 in 100", each.times_h, low, high))
        panels.append(Panel(title=name, curves=curves, bands=bands))
    concerns = list(dict.fromkeys(concern for each in populations.values() for concern in each.concerns))
    regimens = "; ".join(f"{name}: {each.asked.regimen}" for name, each in populations.items())
    caption = (
        f"{model.id} {model.version}. {first.words}. {regimens}. Band: between patients, the same {first.people:,} virtual ones; without "
        f"measurement error. {validity_words(concerns)}"
    )
    return draw(panels, caption)


def draw_envelope(shown: "Envelope", models: "Sequence[Model]") -> "Figure":
    """The typical curve of each model in the envelope of all; `models` are those that were asked."""
    panel = Panel(
        title=shown.analyte,
        curves=[Curve(name, shown.times_h, curve) for name, curve in shown.curves.items()],
        bands=[Band("envelope", shown.times_h, shown.low, shown.high)],
    )
    used = [f"{each.id} {each.version}: {words_for(each)}" for each in models if each.id in shown.curves]
    left = "".join(f" Left out: {why}" for why in shown.left_out.values())
    return draw([panel], f"Band: {shown.band.value}, the typical patient of each. {'; '.join(used)}.{left}")


# -- inside ---------------------------------------------------------------------------------------------------------------


def _matplotlib() -> "type[Figure]":
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise PlottingUnavailable from None
    return Figure


def _fill(axis: "Axes", panel: Panel) -> None:
    for place, band in enumerate(panel.bands):
        axis.fill_between(
            band.times_h, band.low, band.high, color=_COLOURS[place % len(_COLOURS)], alpha=0.18, linewidth=0, label=band.label
        )
    for place, curve in enumerate(panel.curves):
        colour, dashes = _COLOURS[place % len(_COLOURS)], _DASHES[place % len(_DASHES)]
        axis.plot(curve.times_h, curve.values, color=colour, linestyle=dashes, linewidth=1.8, label=curve.label)
    for points in panel.points:
        for below, marker, words in ((False, "o", ""), (True, "v", ", below the limit")):
            some = points.below == below
            if some.any():
                axis.plot(
                    points.times_h[some], points.values[some], marker, color=_INK, markersize=5, label=points.label + words
                )
    axis.set_title(panel.title, fontsize=10, color=_INK, loc="left")
    axis.set_xlabel("hours", fontsize=9)
    axis.set_ylabel(panel.ylabel, fontsize=9)
    axis.set_ylim(0, panel.top)
    axis.set_xlim(left=0)
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="y", color="#d9dee3", linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(labelsize=8)
    axis.legend(fontsize=8, frameon=False)


def _samples(fit: "Fit", analyte: str) -> tuple[Points, ...]:
    found = [each for each in fit.diagnostics.samples if each.analyte == analyte]
    if not found:
        return ()
    return (
        Points(
            "measured",
            np.asarray([each.at_h for each in found]),
            np.asarray([each.measured for each in found]),
            np.asarray([each.below for each in found], dtype=np.bool_),
        ),
    )


def _outer(percentiles: Sequence[float]) -> tuple[int, int, int]:
    """Places of the lowest, the one nearest to the middle, and the highest."""
    order = list(percentiles)
    return order.index(min(order)), min(range(len(order)), key=lambda place: abs(order[place] - 50)), order.index(max(order))
