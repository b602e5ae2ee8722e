"""Where sources differ: the shipped variant is what the rules do, a choice changes the finding, and everyone can see which and by whom."""

import json
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from kapstone import pathway
from kapstone.cli import main
from kapstone.findings import Level
from kapstone.protocols import Protocol, ProtocolRefused, all_protocols, parse
from kapstone.rules import all_rules
from kapstone.rules.conflicts import Conflict, Variant, all_conflicts, disputes, in_force, limits_of
from kapstone.rules.report import screen
from library.rules.screening.described import alma, read, trial

SHIPPED = (resources.files("kapstone.protocols") / "iv-trd-induction.toml").read_text(encoding="utf-8")
every_conflict = pytest.mark.parametrize("conflict", all_conflicts().values(), ids=all_conflicts().keys())


def choosing(topic: str, variant: str, *, without: str = "", more: str = "") -> str:
    """The shipped protocol with one choice; `without` takes a section away that says otherwise."""
    text = SHIPPED
    if without:
        before, _, rest = text.partition(f"[{without}]")
        text = before + rest[rest.index("\n[") + 1 :]
    said = (
        f'[choices.{topic}]\nis = "{variant}"\nwhy = "Our patients come late."\nby = "Dr Mara Lind"\non = 2026-11-02\n{more}\n'
    )
    return text + "\n" + said


def chosen(topic: str, variant: str) -> Protocol:
    return parse(choosing(topic, variant))


@every_conflict
def test_what_is_shipped_is_what_the_rules_do(conflict: Conflict) -> None:
    rules = all_rules()
    for rule, limits in conflict.variant(conflict.default).limits.items():
        for name, value in limits.items():
            assert rules[rule].limits[name].value == value
    assert in_force(conflict, {}) is conflict.variant(conflict.default)


@every_conflict
def test_every_variant_is_within_what_a_protocol_may_set_and_names_its_source(conflict: Conflict) -> None:
    for variant in conflict.variants:
        assert variant.cites
        assert variant.says.endswith(".")
        for rule, limits in variant.limits.items():
            for name, value in limits.items():
                limit = all_rules()[rule].limits[name]
                assert limit.low is not None
                assert limit.high is not None
                assert limit.low <= value <= limit.high, (variant.id, name)


@every_conflict
def test_each_choice_is_recognised_by_the_numbers_it_sets(conflict: Conflict) -> None:
    for variant in conflict.variants if conflict.is_choice else ():
        assert in_force(conflict, limits_of({conflict.id: variant.id})) is variant


def test_another_number_is_nobodys() -> None:
    assert in_force(all_conflicts()["body_mass_index"], {"RS-02": {"bmi": 37}}) is None


def test_variants_that_set_different_limits_are_no_conflict() -> None:
    one, other = all_conflicts()["trd_scope"].variants[0], all_conflicts()["trd_doses"].variants[1]

    with pytest.raises(ValueError, match="every variant sets the same limits"):
        Conflict(id="x", title="X", variants=(one, other), default=one.id)
    with pytest.raises(ValueError, match="two variants or more"):
        Conflict(id="x", title="X", variants=(one, one), default=one.id)


def test_a_choice_changes_the_finding() -> None:
    patient = read(alma(trials=[trial("sertraline"), trial("duloxetine", in_current_episode=False)]))

    def level(protocol: Protocol) -> Level:
        return next(f.level for f in pathway.screen(protocol, patient.facts, patient.as_of) if f.rule == "TRD")

    assert level(all_protocols()["iv-trd-induction"]) is Level.REVIEW
    assert level(chosen("trd_scope", "lifetime")) is Level.CLEAR


def test_a_choice_is_kept_with_who_when_and_why_and_waits_for_the_director() -> None:
    protocol = chosen("body_mass_index", "from_40")

    choice = protocol.choices["body_mass_index"]
    assert (choice.by, choice.on, choice.why) == ("Dr Mara Lind", date(2026, 11, 2), "Our patients come late.")
    assert "choices.body_mass_index" in protocol.to_confirm
    assert protocol.digest != all_protocols()["iv-trd-induction"].digest


@pytest.mark.parametrize(
    "text, words",
    [
        (choosing("bmi", "from_40"), "choices.bmi: on no topic called 'bmi' is there a choice"),
        (choosing("suicidal_ideation", "thoughts_are_allowed"), "on no topic called 'suicidal_ideation'"),
        (choosing("body_mass_index", "from_45"), "choices.body_mass_index.is: no variant is called 'from_45'; did you mean"),
        (choosing("body_mass_index", "from_40").replace("on = 2026-11-02", 'on = "yesterday"'), "must be a date such as 2026-11-01"),
        (choosing("body_mass_index", "from_40").replace('why = "Our patients come late."', ""), "choices.body_mass_index.why: is missing"),
        (choosing("body_mass_index", "from_40", more="who = 1"), "choices.body_mass_index.who: is not a key known here"),
        (choosing("pre_dose_pressure", "cancel_150_95"), "sets hold_to of MON-P1 to 150, and [rules.MON-P1] to another number; keep one"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_used_is_named(text: str, words: str) -> None:
    with pytest.raises(ProtocolRefused) as refused:
        parse(text)

    assert words in str(refused.value)


def test_what_the_others_would_have_said_stands_beside_it() -> None:
    chart = read(alma(history={"past_psychosis": "yes"})).chart()

    (dispute,) = disputes(chart, screen(chart).findings)["PS-02"]

    used, other = dispute.readings
    assert used.is_used
    assert used.level is Level.REVIEW
    assert not other.is_used
    assert other.level is Level.STOP
    assert other.differs
    assert dispute.differs


def test_sober_for_five_weeks_depends_on_the_source() -> None:
    sober = {"other_substance_use_disorder": {"answer": "yes", "on": "2026-10-16"}}
    chart = read(alma(history=sober)).chart()

    (dispute,) = disputes(chart, screen(chart).findings)["SU-02"]

    assert [(reading.variant.id, reading.level) for reading in dispute.readings] == [
        ("three_months", Level.STOP),
        ("four_weeks", Level.REVIEW),
    ]


def test_the_command_says_it_in_text_and_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, protocol = tmp_path / "alma.json", tmp_path / "my.toml"
    file.write_text(json.dumps(alma(weight_kg=106)))
    protocol.write_text(choosing("body_mass_index", "from_40"))

    assert main(["screen", str(file), "--protocol", str(protocol)]) == 0
    text = capsys.readouterr().out
    assert main(["screen", str(file), "--protocol", str(protocol), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]

    assert "Where sources differ" in text
    assert "Chosen by Dr Mara Lind on 2026-11-02: Our patients come late." in " ".join(text.split())
    (said,) = next(finding["sources_differ"] for finding in findings if finding["rule"] == "RS-02")
    assert said["followed"] == "from_40"
    assert {each["id"]: each["level"] for each in said["variants"]} == {
        "from_30": "REVIEW", "from_35": "REVIEW", "from_40": "CLEAR", "no_limit": "CLEAR",
    }  # fmt: skip


def test_a_protocol_file_that_is_refused_is_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, protocol = tmp_path / "alma.json", tmp_path / "my.toml"
    file.write_text(json.dumps(alma()))
    protocol.write_text(choosing("body_mass_index", "from_45"))

    assert main(["screen", str(file), "--protocol", str(protocol)]) == 2
    assert "choices.body_mass_index.is" in capsys.readouterr().err


def test_a_variant_says_which_numbers_it_sets() -> None:
    variant = all_conflicts()["older_adult_start"].variant("begin_56")

    assert isinstance(variant, Variant)
    assert variant.limits == {"AG-03": {"esketamine_start_mg": 56}}
