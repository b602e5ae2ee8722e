"""Ten mistakes people make in a protocol file: each is named by its place, with a sentence that helps."""

from importlib import resources
from pathlib import Path

import pytest

from kapstone.cli import main

FOLDER = resources.files("kapstone.protocols")
IV, IM = (FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8") for name in ("iv-trd-induction", "im-kap-course"))

BROKEN = {
    "a dose in the wrong unit": (IV, '"0.5 mg/kg", source = "elektd"', '"0.5 mg", source = "elektd"', "dose.start", "mg/kg"),
    "a warning above the stop": (IV, 'warn_from      = { is = "0.75', 'warn_from      = { is = "1.75', "dose.warn_from", "a warning comes first"),
    "an interval without its unit": (IV, 'min_interval    = { is = "24 h"', "min_interval    = { is = 24", "course.min_interval", "unit"),
    "a number without its standing": (IV, '{ is = "14 d", standing = "design" }\n\n[maint', '{ is = "14 d" }\n\n[maint', "course.review_within", "standing"),
    "checked, and no source": (IM, 'max_in_7_days   = { is = 2, standing = "design" }', 'max_in_7_days   = { is = 2, standing = "checked" }', "course.max_in_7_days", "source"),
    "a source nobody lists": (IV, 'source = "canmat2021"', 'source = "canmat2012"', "maintenance.interval", "canmat2012"),
    "a rule that does not exist": (IV, "[rules.MON-P1]", "[rules.MON-P77]", "rules.MON-P77", "rule"),
    "a limit beyond what the rule allows": (IV, 'hold_to = { is = "160 mm[Hg]"', 'hold_to = { is = "230 mm[Hg]"', "rules.MON-P1.hold_to", "180"),
    "muscle injections at home": (IM, 'place      = "clinic"', 'place      = "home"', "protocol.place", "never given at home"),
    "a booster without its conditions": (IM, 'min_moaas          = { is = 4, standing = "design" }\n', "", "booster.min_moaas", "stated conditions"),
    "an instrument misspelt": (IV, 'instrument = "phq9"', 'instrument = "phq-9"', "measures", "phq9"),
    "two measures to judge by": (IV, 'instrument = "gad7"\nmoments = ["baseline", "weekly"', 'instrument = "gad7"\nprimary = true\nmoments = ["baseline", "weekly"', "measures", "exactly one"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", BROKEN)
def test_the_mistake_is_named_by_its_place_with_a_sentence_that_helps(
    mistake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, right, wrong, place, helps = BROKEN[mistake]
    assert right in text, "the test changes what is there"
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    assert main(["protocol", "check", str(file)]) == 2

    said = capsys.readouterr().err
    line = next((line for line in said.splitlines() if place in line), "")
    assert helps in line, said
