"""Rooms depend one way, are entered by their doors, write only their own rows, and each has its card."""

import ast
import re
import tomllib
from collections.abc import Iterator

import grimp
import pytest

from architecture.places import CLINIC, ROOT, rooms
from kapstone.clinic.config.rooms import ROOMS

DOORS = {"queries", "actions", "urls"}

ALSO_DOORS = {
    "access.actor": "who acts is an argument of every action",
    "access.capabilities": "the permissions a view names",
    "access.declare": "the line above a view",
    "access.models": "User: people's rows and foreign keys point at it",
    "access.sealing": "seal and unseal: how a room keeps a text for its author alone",
    "episodes.errors": "the refusals its actions raise, for those who catch them",
    "episodes.expectations": "where a session's expected curve is handed from one room to another",
    "episodes.models": "Episode: an argument of every action, a foreign key of drafts and signatures",
    "episodes.outcomes": "the outcomes as the patient page draws them, drawn again where they are reviewed",
    "episodes.pages": "PatientPage: what queries.patient_page returns",
    "episodes.wording": "where the words in which a measure was asked are handed from one room to another",
    "journal.append_only": "migrations of append-only tables",
    "journal.clock": "the one clock",
    "journal.ids": "the default of primary keys, in models and migrations",
    "journal.models": "Entry: the type that journal.queries returns",
    "people.errors": "the refusals its actions raise, for those who catch them",
    "people.models": "Patient, Staff, Room: arguments of actions and foreign keys",
    "people.plausible": "the limits of birth dates and names, for forms that ask for them",
}
"""Other modules that may be imported from elsewhere, each with its reason."""

OPEN_ROOMS = {"web": "the shared look: components, forms, charts and refusals are made to be used everywhere"}

NOT_ROOMS = {"config": "knows every room; nothing imports it but the outside", "__init__": "the package itself"}

CARD = {
    "Words": r"words",
    "Writes": r"writes|facts (it )?writ(es|ten)",
    "Asks": r"asks|knowledge (it )?asks|knowledge asked",
    "Enters": r"enters|who enters",
    "Hazards": r"hazards",
}

GRAPH = grimp.build_graph("kapstone", cache_dir=None)


def crossings() -> Iterator[tuple[str, str]]:
    """Each import from one room into another: importer, imported."""
    for importer in sorted(GRAPH.modules):
        room = _room(importer)
        if room is None or room in NOT_ROOMS:
            continue
        for imported in sorted(GRAPH.find_modules_directly_imported_by(importer)):
            if _room(imported) not in {None, room}:
                yield importer, imported


def test_another_room_is_entered_by_its_doors() -> None:
    wrong = [f"{importer} imports {imported}" for importer, imported in crossings() if not _is_door(imported)]

    assert not wrong, "go through queries, actions or urls:\n" + "\n".join(wrong)


def test_nothing_but_the_outside_imports_config() -> None:
    wrong = [f"{importer} imports {imported}" for importer, imported in crossings() if _room(imported) in NOT_ROOMS]

    assert not [line for line in wrong if "config.settings" in line or "config.urls" in line], "\n".join(wrong)


def test_every_exclusion_is_used() -> None:
    used = {imported.removeprefix("kapstone.clinic.") for _, imported in crossings()}

    assert not set(ALSO_DOORS) - used, "these need no exclusion any more"


def test_every_room_is_placed_in_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each for each in contracts if each.get("containers") == ["kapstone.clinic"])
    placed = set(re.findall(r"\w+", " ".join(layers["layers"])))
    there = {path.name for path in CLINIC.iterdir() if (path / "__init__.py").exists()}

    assert layers["exhaustive"]
    assert there <= placed
    assert there - set(NOT_ROOMS) <= set(ROOMS), "name the room in kapstone.clinic.config.rooms"


def test_the_rows_of_a_room_are_written_by_that_room() -> None:
    writing = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
    wrong = []
    for path in sorted(CLINIC.rglob("*.py")):
        room = path.relative_to(CLINIC).parts[0]
        if room in NOT_ROOMS or "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        foreign = _models_of_other_rooms(tree, room)
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        made = ((call.lineno, _maker(call, writing)) for call in calls)
        wrong += [f"{path.relative_to(ROOT)}:{line} writes {name}" for line, name in made if name in foreign]

    assert not wrong, "call an action of the room that owns the row:\n" + "\n".join(wrong)


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_a_card_with_five_headings(room: str) -> None:
    card = CLINIC / room / "README.md"
    assert card.exists(), f"{room}: write a card"
    text = card.read_text(encoding="utf-8")

    missing = [
        heading
        for heading, said in CARD.items()
        if not re.search(rf"(\*\*|^#+ )({said})\b", text, re.IGNORECASE | re.MULTILINE)
    ]

    assert not missing, f"{room}/README.md does not say its {', '.join(missing)}"


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["kapstone", "clinic"] and len(parts) > 2 else None


def _is_door(module: str) -> bool:
    _, _, room, *rest = module.split(".")
    if room in OPEN_ROOMS or not rest:
        return True
    return rest[0] in DOORS or ".".join([room, *rest]) in ALSO_DOORS


def _models_of_other_rooms(tree: ast.Module, room: str) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (where := _room(node.module or "")) not in {None, room}:
            assert node.module is not None
            if node.module.endswith(".models") and where not in OPEN_ROOMS:
                found |= {alias.asname or alias.name for alias in node.names}
    return found


def _maker(call: ast.Call, writing: set[str]) -> str | None:
    """The model of `Model.objects.create(...)` and its like."""
    match call.func:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id=model), attr="objects"), attr=method) if method in writing:
            return model
        case _:
            return None
