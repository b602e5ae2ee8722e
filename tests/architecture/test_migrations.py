"""Models and migrations agree, and each room's migrations are one line with one end."""

import io

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from architecture.ours import MODELS
from architecture.places import CLINIC

APPS = sorted({model._meta.app_label for model in MODELS})
LOADER = MigrationLoader(None)


@pytest.mark.django_db
def test_no_model_has_drifted_from_its_migrations() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail("run `python -m django makemigrations`:\n" + said.getvalue())


@pytest.mark.parametrize("app", APPS)
def test_the_history_is_a_line_with_one_end(app: str) -> None:
    own = {key for key in LOADER.disk_migrations if key[0] == app}
    children: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in own:
        for parent in LOADER.disk_migrations[key].dependencies:
            if parent[0] == app:
                children.setdefault(parent, []).append(key)

    assert own, f"{app} has models and no migrations"
    assert len(own - set(children)) == 1, f"{app} has more than one last migration"
    assert all(len(each) == 1 for each in children.values()), f"{app}: two migrations follow the same one"


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_numbered_in_their_order(app: str) -> None:
    names = sorted(path.stem for path in (CLINIC / app / "migrations").glob("0*.py"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
