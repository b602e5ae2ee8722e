"""The page of pharmacokinetic models: every number with its table of origin and trust, validity, and what each is known to get wrong."""

import math
from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, figure, plain, table
from kapstone.pk import Model, Status, Trust, all_models
from kapstone.pk.parts import Between, RandomBlock, Residual

__all__ = ["page"]


def page() -> str:
    models = sorted(all_models().values(), key=lambda model: (list(Status).index(model.status), model.id))
    lines = ["# Pharmacokinetic models", "", PRINTED, ""]
    lines += [
        "Typical values are of the published model; concentrations come from arterial or venous blood as stated, which is not the same for ketamine.",
        "Inside the studied range a prediction is shown, in the allowed range with a caution, outside it is refused. Intramuscular and subcutaneous",
        "ketamine have **no validated model** in adults.",
        "",
        "How far a number can be relied on:",
        "",
        *(f"- `{trust.value}`: {trust.words}" for trust in Trust),
        "",
        *table(
            ("model", "status", "routes", "takes", "blood", "trust"),
            [
                (
                    f"[{model.title}](#{model.id})",
                    model.status.value,
                    ", ".join(
                        f"{route.route.value} ({', '.join(route.formulations)})" for route in model.spec.structure.routes
                    ),
                    " or ".join(model.spec.takes),
                    model.site.value,
                    model.trust.value,
                )
                for model in models
            ],
        ),
    ]
    for model in models:
        lines += _entry(model)
    return "\n".join(lines).rstrip() + "\n"


def _entry(model: Model) -> Iterator[str]:
    spec = model.spec
    titles = {source.key: source for source in spec.sources}
    yield from (f'<a id="{model.id}"></a>', "", f"## {spec.title} (`{model.id}` {model.version})", "")
    shown = "" if model.may_be_shown_to_clinicians else " Never on a clinical screen."
    yield f"{model.status.value.capitalize()} model, {model.trust.words}. {model.site.value.capitalize()} blood.{shown} Digest `{model.digest[:16]}`."
    yield from ("", f"Population: {spec.population}.", "")
    for text in (spec.not_for, spec.remarks, *spec.errata):
        if text:
            yield from (text, "")
    for failure in spec.failures:
        yield from (f"**Known failure**, {failure.analyte} {failure.metric}: {failure.says}.", "")
    yield from table(
        ("limit", "studied", "allowed", "from"),
        [
            (
                f"{plain(limit.of.value)}{f', {limit.route.value}' if limit.route else ''}",
                f"{figure(limit.soft[0])} to {figure(limit.soft[1])} {limit.unit}",
                f"{figure(limit.hard[0])} to {figure(limit.hard[1])} {limit.unit}",
                limit.says or f"{limit.source}, {limit.where}",
            )
            for limit in spec.limits
        ],
    )
    yield from table(
        ("parameter", "is", "value", "RSE", "trust", "from"),
        [
            (
                f"`{name}`",
                each.says,
                f"{figure(each.value)} {each.unit}",
                f"{figure(each.rse_percent)} %" if each.rse_percent is not None else "",
                each.trust.value,
                f"{each.source}, {each.where}" if each.source else "our own",
            )
            for name, each in spec.parameters.items()
        ],
    )
    yield from table(("derived", "is"), [(f"`{name}`", f"`{text}`") for name, text in spec.derived.items()])
    yield from table(
        ("covariate", "is", "if left out"),
        [
            (
                f"`{name}`",
                each.says,
                "refused" if each.reference is None else f"{figure(each.reference)}{_sensitivity(each.sensitivity_only)}",
            )
            for name, each in spec.covariates.items()
        ],
    )
    yield from table(
        ("varies", "between", "variance", "CV", "with", "trust", "from"),
        [row for block in spec.random for row in _effects(block)],
    )
    yield from table(
        ("measured", "error", "quantification limit", "trust", "from"),
        [
            (
                each.analyte,
                _error(each),
                f"{figure(each.quantification_limit)} ng/mL" if each.quantification_limit is not None else "",
                each.trust.value,
                each.says or f"{each.source}, {each.where}",
            )
            for each in spec.residuals
        ],
    )
    for source in titles.values():
        yield f"- `{source.key}`: " + (f"[{source.title}](https://doi.org/{source.doi})" if source.doi else source.title)
    yield ""


def _effects(block: RandomBlock) -> Iterator[tuple[str, ...]]:
    rows = block.omega or [[0.0] * place + [math.log1p((cv / 100) ** 2)] for place, cv in enumerate(block.cv_percent)]
    for place, (name, row) in enumerate(zip(block.parameters, rows, strict=True)):
        shared = ", ".join(
            f"`{other}` {figure(value)}" for other, value in zip(block.parameters, row[:place], strict=False) if value
        )
        spread = f"{100 * math.sqrt(math.expm1(row[place])):.3g} %" if block.transform.value == "log" else "on the logit"
        between = "patients" if block.between is Between.SUBJECTS else "visits"
        yield (
            f"`{name}`", between, f"{row[place]:.6g}", spread, shared, block.trust.value,
            block.says or f"{block.source}, {block.where}",
        )  # fmt: skip


def _error(residual: Residual) -> str:
    parts = []
    if residual.proportional_variance:
        parts.append(f"{100 * math.sqrt(residual.proportional_variance):.3g} % in proportion")
    if residual.additive_nmol_per_ml:
        parts.append(f"{figure(residual.additive_nmol_per_ml)} nmol/mL")
    if residual.log_variance:
        parts.append(f"standard deviation {math.sqrt(residual.log_variance):.3g} of the logarithm")
    return " and ".join(parts)


def _sensitivity(only: bool) -> str:
    return "; only in a sensitivity analysis" if only else ""
