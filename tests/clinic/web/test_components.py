"""Components say their meaning in words, tie errors to their fields and never trust text."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from kapstone.clinic.web import shapes as s
from kapstone.clinic.web.clocktime import age_words, due_words
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.forms import KapForm, NumberField, WholeNumberField
from kapstone.findings import Finding, Level

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def drawn(template: str, **context: Any) -> str:
    return Template("{% load kap %}" + template).render(Context({"now": NOW, **context}))


class WeightForm(KapForm):
    weight_kg = NumberField(label="Weight", unit="kg", least=20, most=350, help_text="Without shoes.")
    posture = forms.ChoiceField(
        label="Posture", choices=[("s", "Seated"), ("l", "Lying")], widget=forms.RadioSelect, required=False
    )
    pulse = WholeNumberField(label="Pulse", unit="/min", required=False)


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_a_shape_and_a_word(level: Level) -> None:
    html = drawn("{% level level %}", level=level)

    assert level.name.capitalize() in html
    assert "<svg" in html


def test_a_finding_escapes_what_people_typed() -> None:
    finding = Finding(rule="r", level=Level.HOLD, title="<script>x</script>", because='said "<b>"')

    html = drawn("{% finding f because=pairs %}", f=finding, pairs=[("<i>", "<u>")])

    assert "<script>" not in html
    assert "<b>" not in html.replace('<b>"', "")
    assert "<i>" not in html


def test_a_finding_says_that_a_missing_fact_cannot_be_overridden() -> None:
    finding = Finding(
        rule="r", level=Level.UNKNOWN, title="Pregnancy test", because="not recorded", waits_for=("pregnancy test",)
    )

    html = drawn("{% finding f %}", f=finding)

    assert "Not possible" in html
    assert "pregnancy test" in html


def test_an_error_is_tied_to_its_field_and_listed_on_top() -> None:
    form = WeightForm({"weight_kg": "820"})

    html = drawn("{% error_summary form %}{% field form.weight_kg %}", form=form)

    assert 'href="#id_weight_kg"' in html
    assert 'aria-describedby="id_weight_kg-hint id_weight_kg-error id_weight_kg-unit"' in html
    assert 'aria-invalid="true"' in html
    assert html.count("820 kg is not possible: this must be between 20 and 350 kg.") == 2
    assert 'value="820"' in html


@pytest.mark.parametrize("typed, kept", [("72,4", "72.4"), ("72.4 kg", "72.4"), (" 72 ", "72")])
def test_a_number_is_read_as_people_write_it(typed: str, kept: str) -> None:
    form = WeightForm({"weight_kg": typed})

    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["weight_kg"]) == kept


def test_a_whole_number_refuses_decimals_and_leaves_missing_missing() -> None:
    assert WeightForm({"weight_kg": "70"}).fields["pulse"].clean("") is None
    with pytest.raises(forms.ValidationError):
        WeightForm().fields["pulse"].clean("72.5")
    assert WeightForm().fields["pulse"].clean("72") == 72


def test_radios_share_one_legend_and_keep_the_choice() -> None:
    html = drawn("{% field form.posture %}", form=WeightForm({"posture": "l"}))

    assert html.count("<legend") == 1
    assert html.count("checked") == 1
    assert "(optional)" in html


def test_a_refusal_stands_at_the_field_it_names() -> None:
    form = WeightForm({"weight_kg": "72"})
    form.add_refusal(Refusal("This weight was already recorded.", field="weight_kg"))
    form.add_refusal(Refusal("Someone else is here.", field="no_such_field"))

    assert form.errors["weight_kg"] == ["This weight was already recorded."]
    assert form.non_field_errors() == ["Someone else is here."]


def test_the_key_of_a_form_is_kept_when_it_comes_back() -> None:
    key = uuid4()

    first = drawn("{% once seen=7 %}", request=RequestFactory().get("/"))
    again = drawn("{% once %}", request=RequestFactory().post("/", {"key": str(key)}))
    mangled = drawn("{% once %}", request=RequestFactory().post("/", {"key": "<script>"}))

    assert 'name="seen" value="7"' in first
    assert str(key) in again
    assert "script" not in mangled


@pytest.mark.parametrize(
    "age, words",
    [(timedelta(seconds=20), "just now"), (timedelta(minutes=6), "6 min ago"), (timedelta(hours=5), "5 h ago"),
     (timedelta(days=9), "9 d ago"), (timedelta(days=90), "3 months ago"), (timedelta(minutes=-10), "in 10 min")],
)  # fmt: skip
def test_ages_are_said_in_one_unit(age: timedelta, words: str) -> None:
    assert age_words(NOW - age, NOW) == words


def test_clock_times_are_the_sites_and_name_another_day() -> None:
    with timezone.override("America/New_York"):
        assert "10:00" in drawn("{% ago t %}", t=NOW)
        assert "Yesterday 10:00" in drawn("{% ago t %}", t=NOW - timedelta(days=1))
        assert due_words(NOW - timedelta(minutes=12), NOW) == "09:48 · overdue 12 min"


def test_a_closed_gate_shows_its_reasons_and_an_open_one_says_so() -> None:
    closed = s.Gate(title="Before the dose", is_open=False, reasons=[s.Reason(level="unknown", title="Pregnancy test")])
    stages = [
        s.Stage(name="Dosing", state=s.StageState.BLOCKED, gate=closed),
        s.Stage(name="Review", state=s.StageState.AHEAD, gate=s.Gate(title="g", is_open=True)),
    ]

    html = drawn("{% ribbon stages %}", stages=stages)

    assert "1 thing open" in html
    assert "Pregnancy test" in html
    assert "Gate open" in html
    assert html.count('aria-current="step"') == 1


def test_a_corrected_event_stays_visible_with_its_correction() -> None:
    event = s.Event(at=NOW, what="Weight 742 kg", is_corrected=True, correction="72.4 kg")

    html = drawn("{% timeline events %}", events=[event])

    assert "Weight 742 kg" in html
    assert "Corrected: 72.4 kg" in html
    assert "Today" in html


def test_a_table_heads_its_rows_and_columns() -> None:
    html = drawn("{% data_table columns rows caption='Scores' %}", columns=["Who", "Score#"], rows=[("Alma", 14)])

    assert '<th scope="row">Alma</th>' in html
    assert 'class="num">14' in html.replace('data-label="Score" ', "")
