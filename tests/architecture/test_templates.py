"""What people read promises nothing, runs nothing inline, and can be zoomed; forms can be sent twice and write once."""

import ast
import re
from pathlib import Path

import pytest

from architecture.places import CLINIC, DOCS, PACKAGE, ROOT, own_files
from kapstone.documents import all_documents, find_claims
from kapstone.facts.history import HISTORY
from kapstone.instruments import all_instruments
from kapstone.rules import all_rules

TEMPLATES = sorted(CLINIC.glob("*/templates/**/*.html"))
NAMES = {str(path).split("/templates/", 1)[1]: path for path in TEMPLATES}
BASE = "web/base.html"

MAY_NAME_CLAIMS = {
    "src/kapstone/documents/_banned.py": "the list of claims itself",
}

HARMLESS_TWICE = {
    "access/demo_people.html": "signs in; nothing is written",
    "access/step.html": "the form of allauth; signing in twice is signing in",
    "episodes/assign.html": "gives the work to the same person again",
    "mfa/authenticate.html": "the form of allauth; signing in twice is signing in",
    "people/new_site.html": "a site has its name alone",
    "people/patient.html": "the same contact, removal or way in is there once; the details carry their key",
    "people/protocol.html": "what is confirmed is confirmed once, by the digest that was read",
    "people/settings.html": "carries what was read; the same settings change nothing",
    "people/site.html": "a room has its name alone; the same details change nothing",
    "people/staff_member.html": "a licence is one for each state and kind; the same roles or the same end change nothing",
    "portal/check.html": "sends the draft, which is there once",
    "portal/consent_step.html": "keeps one answer in the draft; the signature has its key",
    "portal/question.html": "keeps one answer in the draft",
    "therapists/match.html": "keeps the same preferences; accepting has its key",
    "therapists/profile.html": "keeps the same profile",
    "web/components/theme.html": "chooses light or dark",
    "web/desk.html": "signs out",
    "web/portal.html": "signs out",
}
"""Templates whose forms need no key, each with its reason."""


def _name(path: Path) -> str:
    return str(path).split("/templates/", 1)[1]


def _without_comments(text: str) -> str:
    text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", "", text, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)


TEXTS: dict[str, str] = {
    **{f"template {_name(path)}": path.read_text(encoding="utf-8") for path in TEMPLATES},
    **{f"page {path.relative_to(ROOT)}": path.read_text(encoding="utf-8") for path in own_files() if path.suffix == ".md"},
    **{f"protocol {path.name}": path.read_text(encoding="utf-8") for path in (PACKAGE / "protocols").glob("*.toml")},
    **{f"print {path.name}": path.read_text(encoding="utf-8") for path in CLINIC.rglob("*.typ")},
    **{f"hazard {path.name}": path.read_text(encoding="utf-8") for path in (DOCS / "hazards").glob("*.toml")},
}


@pytest.mark.parametrize("where", sorted(TEXTS))
def test_no_text_makes_a_claim_that_no_evidence_bears(where: str) -> None:
    assert find_claims(TEXTS[where]) == []


def test_no_knowledge_makes_such_a_claim() -> None:
    said = [
        *(repr(document) for document in all_documents().values()),
        *(repr(instrument) for instrument in all_instruments().values()),
        *(repr(rule) for rule in all_rules().values()),
        *(repr(item) for item in HISTORY.values()),
    ]

    assert [claim for text in said for claim in find_claims(text)] == []


def test_no_sentence_in_the_code_makes_such_a_claim() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        where = str(path.relative_to(ROOT))
        if where in MAY_NAME_CLAIMS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                found += [f"{where}:{node.lineno}: {claim.words}" for claim in find_claims(node.value)]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_nothing_is_styled_or_run_inline(path: Path) -> None:
    text = _without_comments(path.read_text(encoding="utf-8"))

    assert not re.search(r"\sstyle\s*=|<style\b", text), "write a class in the style sheet"
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", text), "listen in a file of its own"
    assert not re.search(r"javascript:", text, re.IGNORECASE)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text)), "put the script in a file of its own"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_page_stands_on_a_base_and_the_rest_are_components(path: Path) -> None:
    name, text = _name(path), path.read_text(encoding="utf-8")
    if name == BASE:
        return
    chain = [name]
    while parent := re.search(r"\{%\s*extends\s+[\"']([^\"']+)[\"']", text):
        if parent[1] not in NAMES:
            break  # a package's own template, which stands on ours again
        chain.append(parent[1])
        text = NAMES[parent[1]].read_text(encoding="utf-8")
    if len(chain) > 1:
        assert parent or chain[-1] == BASE, f"{' > '.join(chain)} does not reach {BASE}"
    else:
        assert not re.search(r"<(html|body)\b", text), f"{name}: extend one of the four faces"
        assert _is_used(name), f"{name} is neither a page nor used by one"


def test_no_page_forbids_zooming() -> None:
    for path in TEMPLATES:
        for viewport in re.findall(r"<meta[^>]*viewport[^>]*>", path.read_text(encoding="utf-8")):
            assert not re.search(r"user-scalable|maximum-scale", viewport), _name(path)
    assert "viewport" in NAMES[BASE].read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_form_that_writes_has_its_token_and_its_key(path: Path) -> None:
    text = _without_comments(path.read_text(encoding="utf-8"))
    for form in re.findall(r"<form\b[^>]*method=[\"']?post.*?(?:</form>|\Z)", text, re.DOTALL | re.IGNORECASE):
        whole = form + "".join(NAMES[each].read_text(encoding="utf-8") for each in _included(form))
        assert "{% csrf_token %}" in whole, f"{_name(path)}: a form has no csrf_token"
        if _name(path) not in HARMLESS_TWICE:
            assert re.search(r"\{%\s*once\b", whole), f"{_name(path)}: sent twice, this form may write twice; add {{% once %}}"


def test_every_exclusion_is_still_a_template_with_a_form() -> None:
    assert [
        name for name in HARMLESS_TWICE if name not in NAMES or "<form" not in NAMES[name].read_text(encoding="utf-8")
    ] == []


def _included(text: str) -> list[str]:
    return [name for name in re.findall(r"\{%\s*include\s+[\"']([^\"']+)[\"']", text) if name in NAMES]


def _is_used(name: str) -> bool:
    in_code = (path for path in CLINIC.rglob("*.py") if "migrations" not in path.parts)
    return any(name in path.read_text(encoding="utf-8") for path in (*TEMPLATES, *in_code)) or "/" not in name
