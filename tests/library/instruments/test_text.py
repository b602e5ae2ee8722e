"""The licensed wording a clinic supplies: read strictly, every mistake named by its path, and then the instrument can be asked."""

import pytest

from kapstone.facts import MeasureAnswered
from kapstone.findings import Level
from kapstone.instruments import TextNotSupplied, all_instruments, require_text, score, score_of
from kapstone.instruments.text import LicensedText, TextRefused, parse_text, template_of, with_text
from wording import filled, ready

OCI4 = all_instruments()["oci4"]
GOOD = """
instrument = "oci4"
version = "1"
stem = "In the past month:"
copyright = "Printed with permission."

[licence]
holder = "Maple Clinic"
granted_by = "the author"
reference = "letter of 2 March 2026"

[options]
0 = "never"
1 = "a little"
2 = "some"
3 = "a lot"
4 = "always"

[items.oci4_1]
text = "First question"

[items.oci4_2]
text = "Second question"
options = { 4 = "all the time" }

[items.oci4_3]
text = "Third question"

[items.oci4_4]
text = "Fourth question"
"""


def parsed(source: str) -> LicensedText:
    return parse_text(source, all_instruments(), "oci4.toml")


def mistakes(source: str) -> dict[str, str]:
    with pytest.raises(TextRefused) as refused:
        parsed(source)
    assert str(refused.value).startswith("oci4.toml is refused:\n  ")
    return {mistake.path: mistake.sentence for mistake in refused.value.mistakes}


def test_with_its_wording_an_instrument_can_be_asked() -> None:
    instrument = with_text(OCI4, parsed(GOOD))

    assert require_text(instrument) is instrument
    assert instrument.ask(instrument.items[0]) == "In the past month: First question"
    assert [option.label for option in instrument.items[0].options] == ["never", "a little", "some", "a lot", "always"]
    assert instrument.items[1].options[4].label == "all the time"
    assert instrument.copyright == "Printed with permission."
    assert score(instrument, {f"oci4_{number}": 2 for number in range(1, 5)}).total == 8


def test_the_licence_is_kept_with_the_wording() -> None:
    licence = parsed(GOOD).licence

    assert (licence.holder, licence.granted_by, licence.reference) == ("Maple Clinic", "the author", "letter of 2 March 2026")


@pytest.mark.parametrize(
    "was,now,path,says",
    [
        ('instrument = "oci4"', 'instrument = "oci44"', "instrument", "did you mean 'oci4'"),
        ('instrument = "oci4"', 'instrument = "phq9"', "instrument", "ships with its wording"),
        ('instrument = "oci4"', "", "instrument", "is missing"),
        ('version = "1"', 'version = "2"', "version", "is '1' here, not '2'"),
        ('version = "1"', "version = 1", "version", "must be text in quotes"),
        ('holder = "Maple Clinic"', 'holder = " "', "licence.holder", "must not be empty"),
        ('reference = "letter of 2 March 2026"', "", "licence.reference", "is missing"),
        ('granted_by = "the author"', 'grant_by = "the author"', "licence.grant_by", "did you mean 'granted_by'"),
        ('3 = "a lot"', "", "items.oci4_1.options.3", "has no label"),
        ('3 = "a lot"', '3 = "a lot"\n5 = "more"', "options.5", "is not an answer; there are 0, 1, 2, 3, 4"),
        ('3 = "a lot"', '3 = "some"', "items.oci4_1.options", "two answers have the same label"),
        ('4 = "all the time"', '7 = "all the time"', "items.oci4_2.options.7", "is not an answer of this item"),
        ('[items.oci4_3]\ntext = "Third question"', "", "items.oci4_3", "needs all of its questions"),
        ("[items.oci4_3]", "[items.oci4_5]", "items.oci4_5", "has no such item; did you mean"),
        ('text = "Third question"', 'text = ""', "items.oci4_3.text", "must not be empty"),
        ('text = "Third question"', "text = 3", "items.oci4_3.text", "must be text in quotes"),
        ('text = "Third question"', 'wording = "Third question"', "items.oci4_3.wording", "is not known here"),
        ('text = "Third question"', f'text = "{"x" * 2001}"', "items.oci4_3.text", "longer than 2000"),
        ('text = "Third question"', 'text = "Third \\u0000question"', "items.oci4_3.text", "control character"),
        ('stem = "In the past month:"', 'steam = "In the past month:"', "steam", "did you mean 'stem'"),
        ('stem = "In the past month:"', "stem = [1]", "stem", "must be text in quotes"),
        ("[options]", "[[options]]", "options", "must be a table"),
        ('stem = "In the past month:"', "stem = ", "file", "is not TOML"),
    ],
)
def test_each_mistake_is_named_by_its_path(was: str, now: str, path: str, says: str) -> None:
    assert was in GOOD

    found = mistakes(GOOD.replace(was, now))

    assert path in found, found
    assert says in found[path]


def test_all_mistakes_are_named_at_once() -> None:
    wrong = (
        GOOD.replace('"First question"', '""')
        .replace('holder = "Maple Clinic"\n', "")
        .replace("[items.oci4_4]", "[items.oci4_9]")
    )

    assert {"items.oci4_1.text", "licence.holder", "items.oci4_4", "items.oci4_9"} <= set(mistakes(wrong))


def test_an_empty_answer_that_all_questions_share_is_named_once() -> None:
    found = mistakes(GOOD.replace('3 = "a lot"', '3 = ""'))

    assert found == {"options.3": "must not be empty"}


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    assert mistakes(GOOD + "a" + ".a" * 49_000 + " = 1") == {"file": "line 31 is longer than 5000 characters"}


def test_an_empty_file_misses_everything() -> None:
    assert {"instrument", "version", "licence.holder"} <= set(mistakes(""))


def test_the_wording_of_another_instrument_or_version_is_not_taken() -> None:
    with pytest.raises(TextRefused, match="not of isi 1"):
        with_text(all_instruments()["isi"], parsed(GOOD))


def test_words_of_ours_are_not_replaced() -> None:
    source = filled(all_instruments()["wsas"]) + '\n[items.wsas_working]\ntext = "Do you work?"\n'

    with pytest.raises(TextRefused, match=r"items\.wsas_working: has its words already"):
        parse_text(source, all_instruments())


@pytest.mark.parametrize("name", [name for name, one in all_instruments().items() if not one.has_text])
def test_the_template_of_each_is_a_file_that_only_waits_for_its_words(name: str) -> None:
    instrument = all_instruments()[name]

    with pytest.raises(TextRefused) as refused:
        parse_text(template_of(instrument), all_instruments())

    assert {mistake.sentence for mistake in refused.value.mistakes} <= {
        "must not be empty",
        "has no label, neither here nor under [options]",
    }
    assert require_text(ready(name)).has_text
    assert not instrument.has_text, "the catalogue itself stays as it ships"


def test_a_form_of_its_own_brings_its_questions_and_each_is_read_by_itself() -> None:
    kset = ready("kset_immediate")

    found = score(kset, {"kset_immediate_1": 0, "kset_immediate_2": 3, "kset_immediate_3": 1})

    assert [(each.item, each.level) for each in found.critical] == [("kset_immediate_2", Level.REVIEW)]
    assert dict(found.subscales) == {"mild": 1, "moderate": 0, "severe": 1}
    assert found.is_complete
    assert found.because == (
        "KSET immediate: mild effects 1, moderate effects 0, severe effects 1. A side effect is severe: look at it today."
    )


def test_a_severe_side_effect_on_record_stands_out_also_without_the_form() -> None:
    fact = MeasureAnswered(instrument="kset_baseline", instrument_version="1", answers={"kset_baseline_7": 3})

    assert [each.item for each in score_of(fact).critical] == ["kset_baseline_7"]


def test_questions_of_a_form_of_its_own_follow_its_name() -> None:
    source = filled(all_instruments()["kset_baseline"]).replace("[items.kset_baseline_2]", "[items.nausea]")

    with pytest.raises(TextRefused, match=r"items\.nausea: items of this form are called kset_baseline_1"):
        parse_text(source, all_instruments())


def test_nothing_is_asked_without_words() -> None:
    with pytest.raises(TextNotSupplied):
        require_text(OCI4)
