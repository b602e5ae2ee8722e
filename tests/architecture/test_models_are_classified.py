"""Every field of every model is classified exactly once, and every model says whether its rows may change."""

import pytest
from django.db.models import Model

from architecture.ours import MODELS

KINDS = ("identifies", "clinical", "sealed", "plain")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_field_is_in_exactly_one_set(model: type[Model]) -> None:
    privacy = getattr(model, "Privacy", None)
    assert privacy, f"{model._meta.label}: add `class Privacy` with {', '.join(KINDS)}"
    sets = {kind: set(getattr(privacy, kind, set())) for kind in KINDS}
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}

    for name in fields:
        found = [kind for kind, names in sets.items() if name in names]
        assert len(found) == 1, f"{model._meta.label}.{name} is in {found or 'no set'}; put it in exactly one of {KINDS}"
    assert set().union(*sets.values()) <= fields, f"{model._meta.label}: Privacy names a field that is not there"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_model_says_whether_its_rows_may_change(model: type[Model]) -> None:
    assert isinstance(getattr(model, "append_only", None), bool), (
        f"{model._meta.label}: say `append_only: ClassVar[bool] = ...`; True needs journal.append_only.append_only in a migration"
    )
