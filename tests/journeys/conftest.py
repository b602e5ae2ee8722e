"""A served clinic for a browser: the real server where nothing has to be rehearsed, a server inside the test where days must pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import pytest

from journeys.serving import Served, a_home, environment_of

django.setup()  # journeys import the clinic's models


@dataclass(frozen=True)
class DemoServed:
    """The demonstration, served as visitors see it."""

    home: Path
    address: str


@pytest.fixture(scope="session")
def demo_served() -> Iterator[DemoServed]:
    """Build the whole demonstration clinic once and serve it."""
    import subprocess
    import sys

    with a_home() as home:
        for words in (("migrate",), ("demo", "--build-only")):
            done = subprocess.run(
                [sys.executable, "-m", "kapstone", *words],
                env=environment_of(home),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
        server = Served(home)
        try:
            yield DemoServed(home, server.address)
        finally:
            server.end()
