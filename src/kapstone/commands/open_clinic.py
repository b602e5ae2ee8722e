"""Open a clinic: its name, its first site and its first programme director, who then adds everyone else on the screen.

The password is asked for, or read from the first line of --password-file; it is never an argument, which others on the computer could see.
Exit code 0: the clinic is open. Exit code 2: bad input; the option is named and nothing was opened.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kapstone.commands import BadInput

_MAX_PASSWORD = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, metavar="NAME", help="what the clinic is called")
    parser.add_argument("--site", required=True, metavar="NAME", help="the first place where it treats")
    parser.add_argument("--state", required=True, metavar="XX", help="the two letters of the state of that place")
    parser.add_argument(
        "--zone", default="America/New_York", metavar="ZONE", help="time zone by its IANA name (default: %(default)s)"
    )
    parser.add_argument("--director-name", required=True, metavar="NAME", help="the first programme director")
    parser.add_argument("--director-email", required=True, metavar="EMAIL", help="the address the director signs in with")
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="its first line is the password; without it, it is asked for"
    )


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot

    if os.environ.get("KAPSTONE_DEMO") == "1":
        raise BadInput("KAPSTONE_DEMO is set. A real clinic needs a data folder without a demonstration: unset it first.")
    with boot.clinic():
        if boot.pending_migrations():
            raise BadInput("the database is not prepared for this version. Run `kapstone migrate`, then open the clinic.")
        given = _checked(args)
        director = _open(given, _password(args.password_file, given))
    print(f"{given.name} is open, with the site {given.site} ({given.state}, {given.zone}).")
    print(f"{given.director_name} signs in as {director} and sets up an authenticator app at the first sign-in.")
    print("Next:")
    print("  1. kapstone serve, behind a proxy that does TLS; or KAPSTONE_PLAIN_HTTP=1 kapstone serve on this computer only")
    print("  2. Settings: rooms, and the crisis text and numbers, which the director has to confirm")
    print("  3. Staff: everyone who works here, with their licences")
    print("  4. Protocols: read each one before the first patient, and confirm what is the clinic's to set")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What was given, each value as it will be stored."""

    name: str
    zone: str
    site: str
    state: str
    director_name: str
    director_email: str


def _checked(args: argparse.Namespace) -> _Given:
    """Every option as it will be stored, or a refusal that names the first one that cannot be right or is taken."""
    from kapstone.clinic.people import plausible, queries

    name = _at("--name", lambda: plausible.name(args.name))
    if any(each.name.casefold() == name.casefold() for each in queries.organisations()):
        raise BadInput(f"--name: a clinic called {name} is open here already.")
    email = _at("--director-email", lambda: plausible.email(args.director_email, is_needed=True))
    if queries.is_known_email(email):
        raise BadInput(f"--director-email: somebody already signs in with {email}.")
    return _Given(
        name=name,
        zone=_at("--zone", lambda: plausible.zone(args.zone)),
        site=_at("--site", lambda: plausible.name(args.site)),
        state=_at("--state", lambda: plausible.state(args.state, is_needed=True)),
        director_name=_at("--director-name", lambda: plausible.name(args.director_name)),
        director_email=email,
    )


def _at(option: str, check: Callable[[], str]) -> str:
    from kapstone.clinic.web.errors import Refusal

    try:
        return check()
    except Refusal as refusal:
        raise BadInput(f"{option}: {refusal.sentence}") from None


def _password(file: Path | None, given: _Given) -> str:
    """The director's password, from the file or typed twice; one that is short, common or like the name is refused."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from kapstone.clinic.access.models import User

    where = "--password-file" if file else "password"
    password = _read(file) if file else _asked(given)
    try:
        validate_password(password, User(email=given.director_email, name=given.director_name))
    except ValidationError as error:
        raise BadInput(f"{where}: {' '.join(error.messages)}") from None
    return password


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            line = opened.readline(_MAX_PASSWORD + 2).rstrip("\r\n")
    except OSError as error:
        raise BadInput(f"--password-file: {file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"--password-file: {file} is not UTF-8 text.") from None
    if not line or len(line) > _MAX_PASSWORD or "\0" in line:
        raise BadInput(f"--password-file: the first line of {file} is not a password of 1 to {_MAX_PASSWORD} characters.")
    return line


def _asked(given: _Given) -> str:
    if not sys.stdin.isatty():
        raise BadInput("--password-file: there is no terminal to ask for the password, so name a file that holds it.")
    password = getpass.getpass(f"Password for {given.director_email}, at least 12 characters: ")
    if getpass.getpass("The same again: ") != password:
        raise BadInput("password: the two did not match. Nothing was opened.")
    return password


def _open(given: _Given, password: str) -> str:
    """Organisation, site and director in one transaction; the address the director signs in with."""
    from django.db import transaction

    from kapstone.clinic.access.capabilities import Role
    from kapstone.clinic.journal import clock
    from kapstone.clinic.journal.actions import SYSTEM
    from kapstone.clinic.people import actions
    from kapstone.clinic.web.errors import Refusal

    at = clock.now()
    try:
        with transaction.atomic():
            organisation = actions.open_organisation(name=given.name, zone=given.zone, at=at)
            actions.add_site(organisation=organisation, name=given.site, state=given.state, by=SYSTEM, at=at)
            director = actions.add_staff(
                organisation=organisation,
                name=given.director_name,
                email=given.director_email,
                roles=[Role.DIRECTOR],
                password=password,
                by=SYSTEM,
                at=at,
            )
    except Refusal as refusal:  # somebody else was quicker with the same address
        raise BadInput(f"--director-email: {refusal.sentence}") from None
    return director.user.email
