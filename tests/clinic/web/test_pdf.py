"""Documents are accessible PDFs with our own type, the same bytes for the same data."""

import pytest

from kapstone.clinic.web.pdf import PdfTemplateMissing, render

DATA = {
    "title": "Consent", "clinic": "Harbour Clinic", "digest": "3f2a", "paragraphs": ["Alma Nguyễn", "#panic() <b> \\ $x$"],
    "facts": [["Name", "Alma"], ["Witness", ""]],
}  # fmt: skip


def test_a_document_is_tagged_and_repeatable() -> None:
    one, two = render("web/sample.typ", DATA), render("web/sample.typ", DATA)

    assert one == two
    assert one.startswith(b"%PDF-")
    assert b"pdfuaid" in one
    assert b"SourceSans3" in one


@pytest.mark.parametrize("name", ["web/none.typ", "../pdf.py", "/etc/passwd"])
def test_only_templates_of_the_rooms_are_read(name: str) -> None:
    with pytest.raises(PdfTemplateMissing):
        render(name, DATA)
