"""The sections a protocol may have: home, therapy, phases, a risk programme, criteria; each refuses what cannot be."""

from importlib import resources

import pytest

from kapstone.facts import Drug, Indication
from kapstone.pathway import ENTRIES
from kapstone.protocols import ProtocolRefused, Setting, all_protocols, parse
from kapstone.rules import all_rules

FILES = {
    file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
    for file in resources.files("kapstone.protocols").iterdir()
    if file.name.endswith(".toml")
}
PROTOCOLS = all_protocols()


def refused(name: str, old: str, new: str) -> dict[str, str]:
    """Path -> sentence of each mistake once `old` reads `new`."""
    assert old in FILES[name], f"{name} no longer holds {old!r}"
    with pytest.raises(ProtocolRefused) as refusal:
        parse(FILES[name].replace(old, new, 1), f"{name}.toml")
    return {mistake.path: mistake.sentence for mistake in refusal.value.mistakes}


def test_the_programmes_of_the_fact_base_are_here() -> None:
    assert set(PROTOCOLS) == {
        "iv-trd-induction", "iv-bipolar-depression", "iv-ptsd", "iv-ocd", "iv-aud-with-therapy", "im-kap-course", "sublingual-kap-clinic",
        "sublingual-kap-home", "esketamine-trd", "esketamine-mdd-suicidality", "sc-flexible-dose",
    }  # fmt: skip
    assert {each.indication for each in PROTOCOLS.values()} == {
        Indication.TRD, Indication.MDD, Indication.BIPOLAR, Indication.PTSD, Indication.OCD, Indication.ALCOHOL,
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_every_criterion_is_held_by_something_that_exists(name: str) -> None:
    for criterion in PROTOCOLS[name].criteria:
        assert criterion.rule is None or criterion.rule in {*all_rules(), *ENTRIES}


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_a_required_measure_can_be_asked(name: str) -> None:
    from kapstone.instruments import all_instruments

    assert [plan.instrument for plan in PROTOCOLS[name].measures if not all_instruments()[plan.instrument].has_text] == []


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_esketamine_is_never_at_home_and_always_under_its_programme(name: str) -> None:
    protocol = PROTOCOLS[name]

    assert (protocol.drug is Drug.ESKETAMINE) is (protocol.rems is not None)
    assert (protocol.place is Setting.HOME) is (protocol.home is not None)
    assert protocol.place is Setting.CLINIC or protocol.drug is Drug.KETAMINE


ESK, HOME, AUD, OCD = "esketamine-trd", "sublingual-kap-home", "iv-aud-with-therapy", "iv-ocd"


@pytest.mark.parametrize(
    "name, old, new, path, says",
    [
        (ESK, 'place      = "clinic"', 'place      = "home"', "protocol.place", "never given at home"),
        (ESK, "[rems]\n", "[remz]\n", "remz", "did you mean 'rems'?"),
        (ESK, 'route      = "nasal"', 'route      = "im"', "protocol.route", "must be 'nasal'"),
        (ESK, '"rems_setting", ', "", "staffing.setting", "must hold 'rems_setting'"),
        (ESK, '"28 mg", "56 mg", "84 mg"', '"28 mg", "84 mg"', "dose.only", "must hold low, start and high"),
        (ESK, '"28 mg", "56 mg", "84 mg"', '"56 mg", "84 mg", "112 mg"', "dose.only", "above stop_above"),
        (
            ESK,
            'first_warn_from = { is = "84 mg"',
            'first_warn_from = { is = "90 mg"',
            "dose.first_warn_from",
            "above stop_above",
        ),
        (ESK, "from_week      = { is = 5", "from_week      = { is = 6", "phases[1].from_week", "here from 5"),
        (ESK, 'form_reminder = { is = "5 d"', 'form_reminder = { is = "7 d"', "rems.form_reminder", "before form_due"),
        (ESK, 'rule = "HE-01"', 'rule = "HE-99"', "criteria[3].rule", "no rule is called"),
        (HOME, 'place      = "home"', 'place      = "clinic"', "home", "no place in a programme of the clinic"),
        (
            HOME,
            "doses_at_once         = { is = 2",
            "doses_at_once         = { is = 9",
            "home.doses_at_once",
            "must lie from 1 to 6",
        ),
        (
            HOME,
            'monitor_stays         = { is = "4 h"',
            'monitor_stays         = { is = "1 h"',
            "home.monitor_stays",
            "shorter than",
        ),
        (
            HOME,
            "first_doses_in_clinic = { is = 1",
            "first_doses_in_clinic = { is = 0",
            "home.first_doses_in_clinic",
            "from 1 to 10",
        ),
        (HOME, '"adult_monitor"', '"adult_moniter"', "home.setting", "did you mean 'adult_monitor'?"),
        (HOME, 'also_for   = ["anxiety"]', 'also_for   = ["anxeity"]', "protocol.also_for", "did you mean 'anxiety'?"),
        (HOME, "allowed = false", "allowed = true", "booster.allowed", "must be false at home"),
        (AUD, "sessions = { is = 7", "sessions = { is = 700", "therapy.sessions", "must lie from 1 to 40"),
        (
            OCD,
            'other_weight          = { is = "adjusted"',
            'other_weight          = { is = "lean"',
            "dose.other_weight",
            "known are",
        ),
    ],
)
def test_a_broken_section_is_refused_by_its_path(name: str, old: str, new: str, path: str, says: str) -> None:
    mistakes = refused(name, old, new)

    assert path in mistakes, mistakes
    assert says in mistakes[path]


def test_a_programme_at_home_without_its_section_is_refused() -> None:
    text = FILES[HOME]
    start = text.index("[home]")
    end = text.index("[[criteria]]")
    with pytest.raises(ProtocolRefused, match=r"section \[home\] is missing"):
        parse(text[:start] + text[end:])


def test_phases_that_are_no_list_are_refused() -> None:
    with pytest.raises(ProtocolRefused, match=r"phases: must be tables, each as \[\[phases\]\]"):
        parse(FILES[AUD] + "\n[phases]\n")


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8])
def test_a_file_cut_short_is_refused_with_its_mistakes(name: str, cut: float) -> None:
    lines = FILES[name].splitlines()
    with pytest.raises(ProtocolRefused) as refusal:
        parse("\n".join(lines[: int(len(lines) * cut)]))

    assert refusal.value.mistakes


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_every_section_may_be_missed_and_is_then_named(name: str) -> None:
    for section in ("course", "dose", "monitoring", "staffing", "windows"):
        with pytest.raises(ProtocolRefused, match=section):
            parse(FILES[name].replace(f"[{section}]", f"[{section}z]", 1))
