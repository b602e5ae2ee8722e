"""Django as a plain clinic has it, for commands that print: no demonstration, no debugging, and no database is asked."""

import os

__all__ = ["ready"]


def ready(scratch: str) -> None:
    """Set up Django with `scratch` as its data folder."""
    import django

    for name in ("KAPSTONE_DEMO", "KAPSTONE_DEBUG"):
        os.environ.pop(name, None)
    os.environ["KAPSTONE_HOME"] = scratch
    os.environ["DATABASE_URL"] = f"postgresql://nobody@/none?host={scratch}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstone.clinic.config.settings")
    django.setup()
