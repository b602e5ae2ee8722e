"""What is declared append-only cannot be changed or removed: not by save, not by a queryset, not by SQL, not by the serving role."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

import cast
from architecture.ours import APPEND_ONLY
from kapstone.clinic.config.postgres import APP

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> cast.Clinic:
    return cast.a_clinic()


def _row(model: type[Model], clinic: cast.Clinic) -> Model:
    assert model._meta.label in cast.ROWS, f'tests/cast.py: add ROWS["{model._meta.label}"]'
    row = cast.ROWS[model._meta.label](clinic)
    connection.check_constraints()  # foreign keys are checked late; what waits for that would hide the refusal of a truncate
    return row


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.label)
class TestAppendOnly:
    def test_save_is_refused(self, model: type[Model], clinic: cast.Clinic) -> None:
        row = _row(model, clinic)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.save(force_update=True)

    def test_delete_is_refused(self, model: type[Model], clinic: cast.Clinic) -> None:
        row = _row(model, clinic)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model._base_manager.filter(pk=row.pk)._raw_delete(using="default")

    def test_a_bulk_update_is_refused(self, model: type[Model], clinic: cast.Clinic) -> None:
        row = _row(model, clinic)
        field = next(each.attname for each in model._meta.concrete_fields if not each.primary_key)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**{field: getattr(row, field)})

    @pytest.mark.parametrize("statement", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0} cascade"])
    def test_raw_sql_is_refused(self, model: type[Model], clinic: cast.Clinic, statement: str) -> None:
        _row(model, clinic)
        sql = statement.format(model._meta.db_table, model._meta.pk.column)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_the_serving_role_has_no_right_to_try(self, model: type[Model], clinic: cast.Clinic) -> None:
        with connection.cursor() as cursor:
            for right in ("update", "delete", "truncate"):
                cursor.execute("select has_table_privilege(%s, %s, %s)", [APP, model._meta.db_table, right])
                assert cursor.fetchone() == (False,), f"{APP} may {right} {model._meta.db_table}"
            cursor.execute("select has_table_privilege(%s, %s, 'insert')", [APP, model._meta.db_table])
            assert cursor.fetchone() == (True,)
