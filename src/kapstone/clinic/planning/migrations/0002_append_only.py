"""What was predicted and what was kept stays as it was: the database itself sees to it."""

from typing import ClassVar

from django.db import migrations

from kapstone.clinic.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("planning", "0001_initial"), ("journal", "0002_append_only")]
    operations: ClassVar = [append_only("planning_prediction"), append_only("planning_keptplan")]
