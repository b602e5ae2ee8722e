"""The page of documents: what patients read, acknowledge and sign."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, plain, sources, standing, table
from kapstone.documents import Document, all_documents, reading_grade, retired_documents

__all__ = ["page"]


def page() -> str:
    lines = ["# Documents", "", PRINTED, "", "A signature binds to the digest of exactly the text that was read.", ""]
    for one in sorted(all_documents().values(), key=lambda each: each.id):
        lines += _entry(one)
    lines += [
        "## Versions no longer given",
        "",
        "They stay here because what somebody once read has to be shown as it was.",
        "",
        *table(
            ("document", "version", "from", "digest"),
            [(f"`{each.id}`", each.version, each.effective_from, f"`{each.digest[:16]}`") for each in retired_documents()],
        ),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _entry(one: Document) -> Iterator[str]:
    yield from (f"## {one.title} (`{one.id}` {one.version})", "")
    yield f"{plain(one.kind.value).capitalize()}, from {one.effective_from}; digest `{one.digest[:16]}`. {standing(one.standing).capitalize()}. Reading grade {reading_grade(one.text):.1f}."
    yield ""
    if one.introduction:
        yield from (one.introduction, "")
    for element in one.elements:
        yield from (f"### {element.title}", "", element.text, "", f"*{_ASKED[element.acknowledge.value]}*", "")
    if one.teach_back:
        yield from ("### Questions that show whether it was understood", "")
        yield from table(
            ("question", "right answer", "explained"),
            [
                (each.text, next(option.text for option in each.options if option.id == each.right), each.explanation)
                for each in one.teach_back
            ],
        )
    yield from (f"Sources: {sources(one.sources)}.", "")


_ASKED = {
    "required": "The reader says “I understand”; without it there is no consent.",
    "choice": "The reader chooses yes or no; both are right and neither changes the treatment.",
    "read": "To be read.",
}
