"""The reference page of the pathway, printed from its transitions."""

from kapstone.pathway._types import Stage
from kapstone.pathway.stages import TRANSITIONS

__all__ = ["diagram"]


def diagram() -> str:
    """docs/reference/pathway.md: the diagram, and a table of stages. A test compares the page with this."""
    lines = [
        "# The pathway",
        "",
        "Printed from `kapstone.pathway.TRANSITIONS`; do not edit by hand. The stage is computed from the facts each time and",
        "never stored as truth.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {Stage.ENQUIRY.value}",
    ]
    for stage, entry in TRANSITIONS.items():
        if stage in {Stage.SUSPENDED, Stage.CLOSED}:
            continue
        lines += [f"    {stage.value} --> {to.value}" for to in entry.to if to not in {Stage.SUSPENDED, Stage.CLOSED}]
    lines += [
        f"    {Stage.CLOSED.value} --> [*]",
        "```",
        "",
        "From every stage treatment may be suspended or the episode closed. Only a prescriber resumes, and then the patient stands",
        "where the facts put them. Going back never deletes: the earlier facts stay, and later ones are added.",
        "",
        "| stage | owner | passed when | ways out | gate | may be waived |",
        "|---|---|---|---|---|---|",
    ]
    for stage, entry in TRANSITIONS.items():
        ways = (
            ", ".join(f"`{to.value}`" for to in entry.to)
            if stage is not Stage.SUSPENDED
            else "back to where the facts put the patient"
        )
        gate = f"`{entry.gate.value}`" if entry.gate else ""
        waivable = "yes" if entry.waivable else ""
        lines.append(
            f"| `{stage.value}` {entry.title} | {entry.owner.value} | {entry.done} | {ways or 'none'} | {gate} | {waivable} |"
        )
    return "\n".join(lines) + "\n"
