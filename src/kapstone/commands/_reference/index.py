"""The first page of the reference: what lies on this shelf."""

from collections.abc import Mapping

from kapstone.commands._reference.markdown import table

__all__ = ["page"]


def page(contents: Mapping[str, str]) -> str:
    """The list of pages, by name."""
    lines = [
        "# Reference",
        "",
        "These pages are printed from the code by `kapstone docs`, and a test keeps them equal to it; so what they say is what runs.",
        "",
        "Every clinical number says its **standing**. *Checked*: somebody read it in the source that is named. *Setting to confirm*: expert",
        "knowledge nobody has checked against its source yet, or our proposal where nothing is published; your medical director confirms it",
        "before relying on it.",
        "",
        *table(("page", "what it says"), [(f"[{name}]({name})", about) for name, about in sorted(contents.items())]),
    ]
    return "\n".join(lines).rstrip() + "\n"
