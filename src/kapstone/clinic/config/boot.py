"""Bring the clinic up inside a command: its database running, Django ready, in one role or the other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from kapstone.clinic.config import database, postgres
from kapstone.clinic.config.home import home

__all__ = ["build_demo", "clinic", "embedded", "migrate", "pending_migrations"]


def embedded() -> bool:
    """Say whether the database is the one that comes with Kapstone."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def clinic(*, owner: bool = False) -> Iterator[None]:
    """Have the clinic ready for the length of the block; `owner` for what changes tables."""
    import django
    from django.db import connections

    if owner:
        database.as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstone.clinic.config.settings")
    with running_database():
        django.setup()
        try:
            yield
        finally:
            connections.close_all()
            for connection in connections.all(initialized_only=True):
                if hasattr(connection, "close_pool"):
                    connection.close_pool()


@contextmanager
def running_database() -> Iterator[None]:
    if embedded():
        with postgres.running(home()):
            yield
    else:
        yield


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def pending_migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def build_demo() -> int:
    """Build the demonstration clinic unless one is there: `kapstone.clinic.config.demo.build()` decides."""
    name = "kapstone.clinic.config.demo"
    if find_spec(name):
        import_module(name).build()
    return 0
