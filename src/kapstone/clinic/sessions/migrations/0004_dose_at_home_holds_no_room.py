from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("visits", "0003_kept_entries")]

    operations = [migrations.RemoveConstraint(model_name="booking", name="visits_dosing_has_a_room")]
