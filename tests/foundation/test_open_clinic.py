"""`kapstone open-clinic` opens a clinic whose director can sign in; what cannot be right or is taken is refused by option."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapstone.clinic.config import postgres

PASSWORD = "a long walk by the harbour"
GIVEN = {
    "--name": "Harbour Clinic",
    "--zone": "America/Chicago",
    "--site": "Harbour Street",
    "--state": "il",
    "--director-name": "Dara Okafor",
    "--director-email": "Dara@Harbour.example",
}


def run(home: Path, *words: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *words],
        env=kept | {"KAPSTONE_HOME": str(home)} | environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def open_clinic(home: Path, *more: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    given = GIVEN | {"--" + name.replace("_", "-"): value for name, value in changes.items()}
    return run(home, "-m", "kapstone", "open-clinic", *(word for pair in given.items() for word in pair), *more)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kapstone-oc-"))
    folder.chmod(0o711)
    (folder / "password").write_text(PASSWORD + "\n")
    yield folder
    postgres.stop(folder)
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def told(home: Path) -> str:
    """What is in the clinic, as the clinic itself says it."""
    program = (
        "from kapstone.clinic.config import boot\n"
        "with boot.clinic():\n"
        "    from django.contrib.auth import authenticate\n"
        "    from kapstone.clinic.journal.queries import lines, verify\n"
        "    from kapstone.clinic.people.queries import actor_of, organisations, sites_of, is_known_email\n"
        "    from kapstone.clinic.access.models import User\n"
        "    for clinic in organisations():\n"
        "        print(clinic.name, clinic.zone, [(s.name, s.state, s.zone) for s in sites_of(clinic.id)])\n"
        "        print([line.kind for line in lines(clinic.id)], verify(clinic.id).is_whole)\n"
        "    for user in User.objects.all():\n"
        f"        print(user.email, user.name, user.check_password({PASSWORD!r}), actor_of(user.id).role_text)\n"
    )
    said = run(home, "-c", program)
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_a_clinic_is_opened_and_mistakes_are_named(home: Path) -> None:
    password = ("--password-file", str(home / "password"))

    unprepared = open_clinic(home, *password)
    assert (unprepared.returncode, "kapstone migrate" in unprepared.stderr) == (2, True)
    assert run(home, "-m", "kapstone", "migrate").returncode == 0

    # Each mistake is named by its option, and nothing is opened.
    (home / "short").write_text("harbour\n")
    (home / "binary").write_bytes(b"\xff\xfe\x00")
    for more, changes, option in (
        (password, {"name": "  "}, "--name"),
        (password, {"name": "x" * 300}, "--name"),
        (password, {"zone": "Mars/Olympus"}, "--zone"),
        (password, {"site": "-"}, "--site"),
        (password, {"state": "Illinois"}, "--state"),
        (password, {"director_name": "\x07bell"}, "--director-name"),
        (password, {"director_email": "dara@"}, "--director-email"),
        (("--password-file", str(home / "missing")), {}, "--password-file"),
        (("--password-file", str(home / "short")), {}, "--password-file"),
        (("--password-file", str(home / "binary")), {}, "--password-file"),
        ((), {}, "--password-file"),  # nobody is there to be asked
    ):
        refused = open_clinic(home, *more, **changes)
        assert refused.returncode == 2, (option, refused.stderr)
        assert refused.stderr.startswith(f"kapstone: {option}: "), refused.stderr
        assert "Traceback" not in refused.stderr
    assert told(home) == ""

    opened = open_clinic(home, *password)

    assert opened.returncode == 0, opened.stderr
    assert "Next:" in opened.stdout
    assert PASSWORD not in opened.stdout + opened.stderr
    assert told(home).splitlines() == [
        "Harbour Clinic America/Chicago [('Harbour Street', 'IL', 'America/Chicago')]",
        "['OrganisationOpened', 'SiteAdded', 'StaffAdded'] True",
        "dara@harbour.example Dara Okafor True programme director",
    ]

    # A second one of the same name, or with the same director, is refused.
    again = open_clinic(home, *password, name="HARBOUR clinic", director_email="other@harbour.example")
    assert (again.returncode, again.stderr.startswith("kapstone: --name: ")) == (2, True)
    taken = open_clinic(home, *password, name="Meadow Clinic")
    assert (taken.returncode, taken.stderr.startswith("kapstone: --director-email: ")) == (2, True)
    assert told(home).count("Clinic") == 1


def test_a_demonstration_does_not_take_a_real_clinic(home: Path) -> None:
    words = [word for pair in GIVEN.items() for word in pair]

    refused = run(home, "-m", "kapstone", "open-clinic", *words, KAPSTONE_DEMO="1")

    assert refused.returncode == 2
    assert "KAPSTONE_DEMO" in refused.stderr
