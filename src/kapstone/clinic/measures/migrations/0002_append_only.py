"""What was supplied and withdrawn stays as it was: the database itself sees to it."""

from typing import ClassVar

from django.db import migrations

from kapstone.clinic.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("measures", "0001_initial"), ("journal", "0002_append_only")]
    operations: ClassVar = [append_only("measures_suppliedtext")]
