"""These tests read the clinic's models and addresses while they are collected, so Django must be up before."""

from collections.abc import Iterator
from typing import Any

import django
import pytest

django.setup()


@pytest.fixture(scope="module")
def kept_for_the_module(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:  # Any: pytest-django keeps its type private
    """Let rows live for a module: each test is undone within this transaction, and the transaction at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
