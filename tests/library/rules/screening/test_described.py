"""A description in JSON: what is read, and what is refused, with the place named."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.cli import main
from kapstone.facts.history import HISTORY
from kapstone.screening_input import Refused, read_patient
from library.rules.screening.described import NOW, alma, cssrs, phq9, read

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs/reference/screen-input.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "body, path, words",
    [
        (alma(birth_date="2030-01-01"), "birth_date", "future"),
        (alma(birth_date="1850-01-01"), "birth_date", "too long ago"),
        (alma(birth_date="May 1984"), "birth_date", "is a date"),
        (alma(sex_at_birth=None), "sex_at_birth", "missing"),
        (alma(residence_state="Oregon"), "residence_state", "two capital letters"),
        (alma(indication="depression"), "indication", "say one of trd"),
        (alma(weight_kg=820), "weight_kg", "820 kg cannot be right"),
        (alma(weight_lb=180), "weight_lb", "did you mean 'weight_kg'?"),
        (alma(height_cm="168"), "height_cm", "is a number"),
        (alma(history={"aneurism": "no"}), "history.aneurism", "no history item"),
        (alma(history={"current_mania": "maybe"}), "history.current_mania", "yes, no, unknown"),
        (alma(history={"current_mania": True}), "history.current_mania", "yes, no, unknown"),
        (alma(history={"stroke_or_tia": {"answer": "yes", "on": "2027-01-01"}}), "history.stroke_or_tia.on", "lies after"),
        (alma(vitals=[{"systolic_mmhg": 80, "diastolic_mmhg": 120}]), "vitals[0].diastolic_mmhg", "swapped"),
        (alma(vitals=[{"systolic_mmhg": 120}]), "vitals[0].diastolic_mmhg", "two numbers"),
        (alma(vitals=[{"systolic": 120}]), "vitals[0].systolic", "did you mean 'systolic_mmhg'?"),
        (alma(vitals=[{"at": "2026-11-22T10:00:00Z", "spo2_percent": 98}]), "vitals[0].at", "lies after"),
        (alma(vitals=[{"at": "2026-11-20T10:00", "spo2_percent": 98}]), "vitals[0].at", "needs its zone"),
        (alma(vitals={}), "vitals", "is a list"),
        (alma(labs=[{"analyte": "alt", "value": 30, "unit": "kg"}]), "labs[0].unit", "U/L"),
        (alma(labs=[{"analyte": "alt", "value": 30}]), "labs[0].unit", "is missing"),
        (alma(measures=[phq9(7)]), "measures[0].answers.phq9_9", "choose one of 0, 1, 2, 3"),
        (alma(measures=[cssrs(instrument="cssr")]), "measures[0].instrument", "no instrument"),
        (
            alma(measures=[phq9(follow_up={"found": "", "plan": "x", "safe_to_continue": True})]),
            "measures[0].follow_up.found",
            "say what",
        ),
        (alma(trials=[{"ingredient": "sertraline"}]), "trials[0].trial", "is missing"),
        (alma(pregnancy_test={"result": "no"}), "pregnancy_test.result", "say one of negative"),
        (alma(consent={"countersigned": "yes"}), "consent.countersigned", "true or false"),
        (alma(therapist=""), "therapist", "name"),
        (alma(as_of="yesterday"), "as_of", "is a time"),
        (alma(as_of="0001-01-01T00:00:00Z"), "as_of", "cannot be right"),
        (alma(pdmp={"at": "0001-01-01", "state": "OR", "result": "as_expected"}), "pdmp.at", "cannot be right"),
        (alma(therapist="Sol\ud800"), "", "half a character"),
    ],
)
def test_a_mistake_is_named_by_its_place(body: dict[str, Any], path: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)

    assert refused.value.path == path
    assert words in refused.value.sentence


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", '{"weight_kg": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, '{"weight_kg": ' + "9" * 5000 + "}"],
)
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_patient(text, now=NOW)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(part=st.sampled_from(sorted(alma())), value=json_values)
def test_whatever_stands_in_a_place_is_read_or_refused_with_a_place(part: str, value: Any) -> None:
    place = ""
    try:
        read(alma() | {part: value})
    except Refused as refused:
        place = refused.path

    # Another moment or birth date can make the rest impossible; then the rest is what is named.
    assert place.startswith(part) or not place or part in {"as_of", "birth_date", "sex_at_birth"}


def test_the_same_file_gives_the_same_facts() -> None:
    assert [record.id for record in read(alma()).facts] == [record.id for record in read(alma()).facts]


def test_the_command_prints_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "alma.json"
    file.write_text(json.dumps(alma(history={"current_psychosis": "yes"})))

    code = main(["screen", str(file)])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.startswith("No: one stop.\n")
    assert "Current psychosis [PS-01, needed before any dose]" in printed
    assert "Set aside by: two clinicians" in printed
    assert "Cohen et al. 2018" in printed


def test_the_command_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "alma.json"
    file.write_text(json.dumps(alma()))

    code = main(["screen", "--json", str(file), "--protocol", "iv-trd-induction"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said["level"] == "NOTE", said["verdict"]
    assert {"rule", "because", "sources", "standing", "override", "owner", "value", "limit"} <= set(said["findings"][0])


@pytest.mark.parametrize(
    "content, arguments, words",
    [
        ("no json", [], "line 1, column 1: this is not JSON"),
        ('{"weight_kg": 820}', [], "weight_kg: 820 kg cannot be right"),
        ("{}", ["--protocol", "nothing"], "no protocol is called 'nothing'"),
        ('{"route": "im"}', ["--protocol", "iv-trd-induction"], "route: the file says im"),
    ],
)
def test_bad_input_is_exit_code_2(
    content: str, arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "patient.json"
    file.write_text(content)

    code = main(["screen", str(file), *arguments])

    assert code == 2
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    assert main(["screen", str(tmp_path / "nobody.json")]) == 2


def test_the_page_shows_a_description_that_is_read() -> None:
    _, _, rest = PAGE.partition("```json\n")

    assert len(read_patient(rest.partition("```")[0], now=NOW).facts) > 10


def test_the_page_names_every_part_and_every_history_item() -> None:
    from kapstone import screening_input

    parts = {
        *screening_input._PLAIN,
        *screening_input._LISTS,
        *screening_input._OBJECTS,
        "birth_date",
        "sex_at_birth",
        "history",
    }
    assert [part for part in sorted(parts) if f"`{part}`" not in PAGE] == []
    assert [item for item in HISTORY if f"| `{item}` |" not in PAGE] == []
