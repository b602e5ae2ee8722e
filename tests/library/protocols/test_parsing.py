"""The reader of protocol files takes what is right, and names every mistake with its path."""

from importlib import resources

import pytest

from kapstone.evidence import Standing
from kapstone.protocols import ProtocolRefused, all_protocols, parse

IV = resources.files("kapstone.protocols").joinpath("iv-trd-induction.toml").read_text(encoding="utf-8")


def refused(text: str) -> dict[str, str]:
    """Path -> sentence of each mistake in `text`."""
    with pytest.raises(ProtocolRefused) as refusal:
        parse(text, "test.toml")
    return {mistake.path: mistake.sentence for mistake in refusal.value.mistakes}


def changed(old: str, new: str) -> str:
    assert old in IV, f"the file no longer holds {old!r}"
    return IV.replace(old, new, 1)


@pytest.mark.parametrize("name", sorted(all_protocols()))
def test_every_number_says_where_it_comes_from(name: str) -> None:
    protocol = all_protocols()[name]

    for path, origin in protocol.origins.items():
        assert origin.source is not None or origin.standing is Standing.DESIGN, path


@pytest.mark.parametrize("name", sorted(all_protocols()))
def test_every_source_is_used(name: str) -> None:
    protocol = all_protocols()[name]
    used = {origin.source.key for origin in protocol.origins.values() if origin.source}

    assert set(protocol.sources) == used


def test_the_digest_follows_the_content_and_not_the_layout() -> None:
    protocol = parse(IV)

    assert parse("# a remark\n" + IV).digest == protocol.digest
    assert parse(changed('is = "0.5 mg/kg"', 'is = "0.45 mg/kg"')).digest != protocol.digest


def test_a_misspelt_key_is_refused_with_the_nearest_word() -> None:
    mistakes = refused(changed("induction_doses =", "induction_dosis ="))

    assert "did you mean 'induction_doses'?" in mistakes["course.induction_dosis"]
    assert mistakes["course.induction_doses"] == "is missing"


def test_a_wrong_unit_is_refused_by_name() -> None:
    mistakes = refused(changed('start          = { is = "0.5 mg/kg"', 'start          = { is = "0.5 mg"'))

    assert mistakes == {"dose.start": "0.5 mg is a mass; a dose per body weight in mg/kg is wanted"}


def test_a_number_without_its_unit_is_refused() -> None:
    mistakes = refused(changed('session_cap_mg = { is = "120 mg"', "session_cap_mg = { is = 120"))

    assert "must be text with a number and a unit" in mistakes["dose.session_cap_mg"]


def test_a_missing_source_is_refused() -> None:
    mistakes = refused(
        changed('start          = { is = "0.5 mg/kg", source = "elektd", ', 'start          = { is = "0.5 mg/kg", ')
    )

    assert "is missing" in mistakes["dose.start.source"]


def test_a_source_nobody_listed_is_refused() -> None:
    mistakes = refused(changed('"0.5 mg/kg", source = "elektd"', '"0.5 mg/kg", source = "elekdt"'))

    assert "did you mean 'elektd'?" in mistakes["dose.start.source"]


def test_a_bare_number_is_refused_because_it_has_no_source() -> None:
    mistakes = refused(changed('{ is = "120 mg", standing = "design" }', '"120 mg"'))

    assert "has no source" in mistakes["dose.session_cap_mg"]


@pytest.mark.parametrize(
    "old, new, path",
    [
        ('start          = { is = "0.5 mg/kg"', 'start          = { is = "0.2 mg/kg"', "dose.start"),
        ('stop_above     = { is = "1.0 mg/kg"', 'stop_above     = { is = "0.9 mg/kg"', "dose.stop_above"),
        ('warn_from      = { is = "0.75 mg/kg"', 'warn_from      = { is = "1.5 mg/kg"', "dose.warn_from"),
        ('usual              = { is = "40 min"', 'usual              = { is = "90 min"', "infusion.usual"),
        ('usual_interval  = { is = "72 h"', 'usual_interval  = { is = "12 h"', "course.usual_interval"),
    ],
)
def test_numbers_out_of_order_are_refused(old: str, new: str, path: str) -> None:
    assert path in refused(changed(old, new))


@pytest.mark.parametrize(
    "old, new, path",
    [
        ('instrument = "gad7"', 'instrument = "gad8"', "measures[1].instrument"),
        ('"after_rules"', '"after_rulez"', "preparation.topics"),
        ('"suction"', '"sucktion"', "staffing.setting"),
        ('indication = "trd"', 'indication = "tdr"', "protocol.indication"),
        ('"pre_dose", "weekly", "end_of_induction", "maintenance", "follow_up"]', '"pre_dosis"]', "measures[0].moments"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_one(old: str, new: str, path: str) -> None:
    assert "did you mean" in refused(changed(old, new))[path]


def test_an_unknown_document_is_refused() -> None:
    mistakes = refused(changed("documents = [", 'documents = ["a_paper_nobody_wrote", '))

    assert "no document is called" in mistakes["documents"]


def test_a_rule_or_limit_nobody_wrote_is_refused() -> None:
    mistakes = refused(changed('hold_to = { is = "160 mm[Hg]"', 'hold_too = { is = "160 mm[Hg]"') + "\n[rules.MON-P77]\n")

    assert "did you mean 'hold_to'?" in mistakes["rules.MON-P1.hold_too"]
    assert "no rule is called 'MON-P77'" in mistakes["rules.MON-P77"]


def test_a_limit_beyond_what_its_rule_allows_is_refused() -> None:
    mistakes = refused(changed('hold_to = { is = "160 mm[Hg]"', 'hold_to = { is = "210 mm[Hg]"'))

    assert "must lie from 140 to 180" in mistakes["rules.MON-P1.hold_to"]


def test_a_limit_may_be_set_within_what_its_rule_allows() -> None:
    protocol = parse(changed('hold_to = { is = "160 mm[Hg]"', 'hold_to = { is = "150 mmHg"'))

    assert protocol.rules["MON-P1"]["hold_to"] == 150


def test_a_missing_section_is_refused() -> None:
    start, end = IV.index("[staffing]"), IV.index("[preparation]")

    assert refused(IV[:start] + IV[end:]) == {"staffing": "section [staffing] is missing"}


def test_all_mistakes_are_named_at_once() -> None:
    text = (
        changed("induction_doses =", "induction_dosis =")
        .replace('indication = "trd"', "indication = 7")
        .replace('"24 h"', '"24 mg"', 1)
    )
    mistakes = refused(text)

    assert {"course.induction_dosis", "course.induction_doses", "protocol.indication", "course.min_interval"} <= set(mistakes)


def test_a_file_that_is_not_toml_is_refused_with_its_line() -> None:
    assert "at line 2" in refused("documents = []\nid = = 3")["file"]


def test_an_injection_is_never_given_at_home() -> None:
    assert "never given at home" in refused(changed('place      = "clinic"', 'place      = "home"'))["protocol.place"]


def test_exactly_one_measure_is_primary() -> None:
    assert "exactly one must be" in refused(changed("primary = true\n", ""))["measures"]


@pytest.mark.parametrize("number, required", [(1, True), (2, True), (3, False), (4, True), (5, False), (6, True)])
def test_integration_is_required_after_doses_one_two_and_then_every_second(number: int, required: bool) -> None:
    assert all_protocols()["iv-trd-induction"].integration.required_after(number) is required
