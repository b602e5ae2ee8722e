"""The page of hazards, from the log in docs/hazards: one TOML file each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kapstone.commands import BadInput
from kapstone.commands._reference.markdown import PRINTED

__all__ = ["Hazard", "page", "read"]

_SEVERITY = ("minor", "significant", "considerable", "major", "catastrophic")
_LIKELIHOOD = ("very low", "low", "medium", "high", "very high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """What could harm a patient because of this system, what stands against it, and what is left."""

    id: str
    hazard: str
    cause: tuple[str, ...]
    harm: str
    severity: str
    likelihood: str
    """With the controls in place."""
    controls: tuple[tuple[str, tuple[str, ...]], ...]
    """What was done about it, and the tests that prove it, as pytest names them."""
    clinic: tuple[str, ...]
    """What remains the clinic's to do."""
    remaining: str


def read(folder: Path) -> list[Hazard]:
    """The whole log, by id. Every key is needed and none may be added."""
    return [_one(path) for path in sorted(folder.glob("*.toml"))]


def page(folder: Path) -> str:
    lines = ["# Hazards", "", f"{PRINTED} The log lies in `docs/hazards/`, one file each.", ""]
    lines += [
        "Each hazard says what could harm a patient, what was built against it with the tests that prove it, what is the clinic's to do,",
        "and what remains. Severity and likelihood (with the controls in place) are our judgement, for a clinic's safety officer to confirm.",
        "",
        "| | hazard | severity | likelihood |",
        "|---|---|---|---|",
    ]
    known = read(folder)
    lines += [f"| [{each.id}](#{each.id.lower()}) | {each.hazard} | {each.severity} | {each.likelihood} |" for each in known]
    for each in known:
        lines += [
            "",
            f'<a id="{each.id.lower()}"></a>',
            "",
            f"## {each.id} {each.hazard}",
            "",
            f"**Harm.** {each.harm}",
            "",
            "**Causes.**",
            "",
        ]
        lines += [f"- {cause}" for cause in each.cause]
        lines += ["", "**What stands against it.**", ""]
        for does, tests in each.controls:
            lines += [f"- {does}", *(f"  - `{test}`" for test in tests)]
        lines += ["", "**What is the clinic's to do.**", "", *(f"- {task}" for task in each.clinic)]
        lines += ["", f"**What remains.** {each.remaining} Severity {each.severity}, likelihood {each.likelihood}."]
    return "\n".join(lines) + "\n"


def _one(path: Path) -> Hazard:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = {"id", "hazard", "cause", "harm", "severity", "likelihood", "control", "clinic", "remaining"}
    if set(said) != wanted:
        raise BadInput(f"{path}: {', '.join(sorted(set(said) ^ wanted))} is missing or not known")
    if said["severity"] not in _SEVERITY or said["likelihood"] not in _LIKELIHOOD:
        raise BadInput(f"{path}: severity is one of {', '.join(_SEVERITY)}; likelihood one of {', '.join(_LIKELIHOOD)}")
    return Hazard(
        id=said["id"],
        hazard=said["hazard"],
        cause=tuple(said["cause"]),
        harm=said["harm"],
        severity=said["severity"],
        likelihood=said["likelihood"],
        controls=tuple((each["does"], tuple(each["tests"])) for each in said["control"]),
        clinic=tuple(said["clinic"]),
        remaining=said["remaining"],
    )
