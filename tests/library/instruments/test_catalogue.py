"""Which instruments there are: every row of the table of scales this field uses is one, or is left out with a reason."""

import pytest

from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import (
    Direction,
    Instrument,
    Licence,
    TextNotSupplied,
    all_instruments,
    score,
    score_of,
    score_of_total,
)

ROWS = {
    "phq9": ("phq9",), "phq2": ("phq2",), "gad7": ("gad7",), "pcl5": ("pcl5",), "pcptsd5": ("pcptsd5",), "cssrs_s": ("cssrs_recent",),
    "cssrs_slc": ("cssrs_since_last_contact",), "who5": ("who5",), "qids": ("qids",), "auditc": ("auditc",), "dast10": ("dast10",), "taps": ("taps",),
    "isi": ("isi",), "ocir": ("ocir",), "oci4": ("oci4",), "ybocs": ("ybocs",), "peg": ("peg",), "mdq": ("mdq",), "rms": ("rms",), "pq16": ("pq16",),
    "pqb": ("pqb",), "ace": ("ace",), "cadss": ("cadss",), "cadss6": ("cadss6",), "bprsp": ("bprsp",), "moaas": ("moaas", "moaas_prodding"),
    "aldrete": ("aldrete",), "ymrs/asrm": ("asrm",), "wsas": ("wsas",), "sds": ("sds",), "brs": ("brs",), "waisr": ("waisr",), "starp": ("starp",),
    "gas": ("gas",), "meq30": ("meq30",), "ebi": ("ebi",), "piq": ("piq",), "ceq": ("ceq",),
    "kset": ("kset_screening", "kset_baseline", "kset_immediate", "kset_follow_up"), "lutsq": ("lutsq",), "madrs": ("madrs",),
    "wemwbs": ("wemwbs", "swemwbs"), "likert1": ("likert1",),
}  # fmt: skip
"""The keys of the table, and the instruments each became."""

NOT_BUILT: dict[str, str] = {}
"""Rows that are no instrument, with the reason."""

OF_RECOVERY = {"padss", "orientation"}
"""Scales of the recovery after a dose that the table does not list."""

SHIP_THEIR_WORDING = {
    "phq9", "phq2", "gad7", "pcl5", "pcptsd5", "cssrs_recent", "cssrs_since_last_contact", "auditc", "peg", "gas", "moaas", "moaas_prodding", "aldrete",
    "lutsq", "likert1", "orientation",
}  # fmt: skip

LICENSED = tuple(one for one in all_instruments().values() if not one.has_text)
every_licensed_one = pytest.mark.parametrize("instrument", LICENSED, ids=lambda one: one.id)


def test_every_row_of_the_table_is_an_instrument_or_is_left_out_with_a_reason() -> None:
    built = {name for names in ROWS.values() for name in names}

    assert len(ROWS) + len(NOT_BUILT) == 43
    assert built | OF_RECOVERY == set(all_instruments())
    assert all(NOT_BUILT.values())


def test_wording_ships_where_it_is_free_and_known_and_nowhere_else() -> None:
    assert {one.id for one in all_instruments().values() if one.has_text} == SHIP_THEIR_WORDING
    for name in SHIP_THEIR_WORDING:
        assert all_instruments()[name].licence in {Licence.FREE, Licence.FREE_WITH_ATTRIBUTION, Licence.OWN}


@every_licensed_one
def test_one_without_its_wording_holds_none_of_it_and_says_who_gives_it(instrument: Instrument) -> None:
    assert instrument.holder
    assert instrument.licence is not Licence.OWN
    assert not any(item.text for item in instrument.items if item.id != "wsas_working")
    assert not instrument.stem


@every_licensed_one
def test_one_without_its_wording_refuses_new_answers_and_says_what_to_do(instrument: Instrument) -> None:
    with pytest.raises(TextNotSupplied) as refused:
        score(instrument, instrument.examples[0].answers)

    assert isinstance(refused.value, Implausible)
    assert refused.value.field == "instrument"
    assert f"kapstone instrument template {instrument.id}" in refused.value.sentence
    assert instrument.holder in refused.value.sentence


@every_licensed_one
def test_what_is_on_record_is_scored_without_the_wording(instrument: Instrument) -> None:
    for example in instrument.examples:
        fact = MeasureAnswered(instrument=instrument.id, instrument_version=instrument.version, answers=dict(example.answers))

        assert score_of(fact).total == (None if example.total is None else pytest.approx(example.total))


@every_licensed_one
def test_a_total_from_elsewhere_is_taken_where_there_is_one(instrument: Instrument) -> None:
    if not instrument.has_total:
        with pytest.raises(Implausible, match="has no total"):
            score_of_total(instrument, 1)
        return

    assert score_of_total(instrument, instrument.range[1]).total == instrument.range[1]


@pytest.mark.parametrize("instrument", all_instruments().values(), ids=lambda one: one.id)
def test_remission_is_only_concluded_from_a_baseline_high_enough(instrument: Instrument) -> None:
    rules = instrument.change

    assert (rules.remission_below is None) is (rules.remission_from is None)
    if rules.remission_below is not None and rules.remission_from is not None:
        assert rules.remission_from.value >= rules.remission_below.value
        assert instrument.direction is Direction.LOWER_IS_BETTER
    assert rules.recovered_at_most is None or rules.recovered_drop is not None or rules.reliable is not None


@pytest.mark.parametrize("instrument", all_instruments().values(), ids=lambda one: one.id)
def test_bands_and_cuts_tell_the_same_story(instrument: Instrument) -> None:
    """A cut that holds for everyone lies where a band begins, or ends where it counts downwards."""
    low = {band.low for band in instrument.bands}
    for cut in instrument.cuts:
        if instrument.bands and cut.sex is None and (instrument.id, cut.at) not in _WITHIN_A_BAND:
            at = next(band.low for band in instrument.bands if band.low > cut.at) if cut.at_most else cut.at
            assert at in low


_WITHIN_A_BAND = {
    ("pcl5", 33): "the cuts in use run from 31 to 33",
    ("isi", 10): "the bands are of severity, the cut is for finding cases",
    ("ocir", 21): "the bands are of severity, the cut is for finding cases",
}
