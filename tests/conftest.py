"""What every test stands on: a throwaway PostgreSQL, repeatable generated input, a browser if there is one.

Tests of the library need neither Django nor the database; nothing is started until a test asks for it.
"""

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_PREFIX = "kapstone-test-"
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
_LONG = {"journeys", "demo", "test_hostile_input.py"}
_NO_CHROMIUM = "no Chromium"
_HOW_TO_GET_CHROMIUM = "On Debian: `apt-get install chromium`. Elsewhere: put its path in KAPSTONE_CHROMIUM."

HOME = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
HOME.chmod(0o711)  # as root, PostgreSQL runs under another account and must pass through
os.environ["KAPSTONE_HOME"] = str(HOME)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the test
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "KAPSTONE_DEMO", "KAPSTONE_ROLE", "PORT"):
    os.environ.pop(name, None)


if find_spec("django"):
    from kapstone.clinic.config import postgres

    def _the_clusters_administrator() -> str:
        as_admin = postgres.connection(HOME, admin=True)
        host, port = quote(as_admin["HOST"], safe=""), as_admin["PORT"]
        return f"postgresql://{as_admin['USER']}:{as_admin['PASSWORD']}@/{as_admin['NAME']}?host={host}&port={port}"

    # The tests run as a superuser, who may make databases; what the serving role may do is tested with `set role`.
    os.environ["DATABASE_URL"] = _the_clusters_administrator()
    os.environ["KAPSTONE_POOL"] = "0"
    os.environ["KAPSTONE_PLAIN_HTTP"] = "1"
    os.environ["KAPSTONE_STATIC_FROM_SOURCE"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "kapstone.clinic.config.settings"
    import django  # noqa: F401 - pytest-django sets Django up once it is imported


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each worker makes a cluster of its own: with these names in its environment it would read the settings for this one."""
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "KAPSTONE_HOME"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Nothing is taken down by itself: the whole cluster is thrown away."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Start the throwaway cluster when the first test needs a database."""
    import psycopg

    _sweep_what_killed_runs_left()
    postgres.ensure_running(HOME, careless=True)
    admin = postgres.connection(HOME, admin=True)
    with psycopg.connect(
        host=admin["HOST"],
        port=admin["PORT"],
        user=admin["USER"],
        password=admin["PASSWORD"],
        dbname="template1",
        autocommit=True,
    ) as template:
        # In the clinic the owner of the tables grants this to the serving role; here the superuser makes the tables.
        template.execute(f"alter default privileges grant select, insert, update, delete on tables to {postgres.APP}")
        template.execute(f"alter default privileges grant usage, select on sequences to {postgres.APP}")
    _let_tests_empty_append_only_tables()


def _let_tests_empty_append_only_tables() -> None:
    """Between transactional tests Django truncates every table; only a superuser can pass by the triggers for it.

    A request of a page that was just closed may still run in the live server, and wait for the tables as they wait for it: it is let end.
    """
    from django.db import OperationalError
    from django.db.backends.postgresql.operations import DatabaseOperations

    original = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:  # Any: Django's operations
        for patience_s in (0.2, 1.0, 5.0, None):
            try:
                original(self, ["set local session_replication_role = replica;", *sql_list] if sql_list else sql_list)
                break
            except OperationalError:
                if patience_s is None:
                    raise
                time.sleep(patience_s)

    DatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; tests marked `browser` are only run where there is one."""
    found = _chromium()
    assert found, f"No Chromium found. {_HOW_TO_GET_CHROMIUM}"
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:  # Any: playwright's Browser; the import is the fixture's
    """Return a running Chromium, shared by the run; each test opens its own context."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


def _chromium() -> str | None:
    given = os.environ.get("KAPSTONE_CHROMIUM")
    return given or next((path for path in map(shutil.which, _CHROMIUM_NAMES) if path), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not _LONG.intersection(item.path.parts))  # else one worker is left alone with them at the end
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if _chromium() or os.environ.get("CI") == "true":
        return  # CI must run them: without a browser each fails, and says why
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=_NO_CHROMIUM))


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it for garbage again and again takes an eighth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_terminal_summary(terminalreporter: Any) -> None:  # Any: pytest keeps its type private
    if count := sum(_NO_CHROMIUM in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.section("not run")
        terminalreporter.line(f"{count} browser tests were not run: this computer has no Chromium. {_HOW_TO_GET_CHROMIUM}")
    if tried := terminalreporter.stats.get("rerun", ()):
        terminalreporter.section("tried twice: something is not right with each of these")
        for report in tried:
            terminalreporter.line(f"{report.nodeid}\n{report.longreprtext}\n")


def pytest_unconfigure(config: pytest.Config) -> None:
    _remove(HOME)


def _remove(home: Path) -> None:
    if find_spec("django") and (home / "postgres.place").exists():
        postgres.stop(home)
        shutil.rmtree(Path((home / "postgres.place").read_text().strip()), ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _sweep_what_killed_runs_left() -> None:
    import psutil

    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = left.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)) and os.access(left, os.W_OK):
            _remove(left)
