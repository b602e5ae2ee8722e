"""Five patients as files for `kapstone screen`: where each stands, and that the report can be read aloud."""

from pathlib import Path

import pytest

from kapstone.cli import main

FOLDER = Path(__file__).parent / "patients"
VERDICTS = {
    "everything-is-known": "No rule stands in the way.",
    "older-heart-with-raised-pressure": "Not yet: three need review, one caution.",
    "young-with-suicidal-thoughts": "Not yet: one thing missing, two cautions.",
    "drinking-and-in-a-crisis": (
        "Act now: two need action now, one stop, two things missing, three need review. Before the first dose: consent, therapist."
    ),
    "nursing-and-half-asked": (
        "No: one stop, 79 things missing, one needs review. Before the first dose: consent, therapist, escort home."
    ),
}


def test_every_patient_of_the_folder_has_a_verdict() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_the_first_sentence_says_where_the_patient_stands(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", str(FOLDER / f"{name}.json")]) == 0

    assert capsys.readouterr().out.splitlines()[0] == VERDICTS[name]


@pytest.mark.parametrize("name", VERDICTS)
def test_what_stands_in_the_way_says_what_to_do_and_who_does_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["screen", str(FOLDER / f"{name}.json")])
    said = capsys.readouterr().out

    above = said.split("\nClear (")[0].split("\nNotes (")[0]
    entries = above.count(" [") - above.count("http")
    assert sum(above.count(f"{who}: ") for who in ("Prescriber", "Coordinator", "Therapist", "Monitor")) >= entries
    assert all(len(line) <= 130 for line in said.splitlines())


def test_a_crisis_comes_first_and_cannot_be_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    main(["screen", str(FOLDER / "drinking-and-in-a-crisis.json")])
    urgent = capsys.readouterr().out.split("Urgent (2)")[1].split("Stops (1)")[0]

    assert "Do not leave the patient alone." in urgent
    assert urgent.count("Set aside by: not possible") == 2
