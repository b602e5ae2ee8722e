"""The page a medical director signs holds every number, and a difference is said in words."""

from importlib import resources

import pytest

from kapstone.commands._protocol import html as html_page
from kapstone.commands._protocol import text as text_page
from kapstone.documents import find_claims
from kapstone.protocols import all_protocols, parse
from kapstone.protocols.diff import Change, What, changes
from kapstone.protocols.page import lay_out

IV = resources.files("kapstone.protocols").joinpath("iv-trd-induction.toml").read_text(encoding="utf-8")
every = pytest.mark.parametrize("name", sorted(all_protocols()))


@every
def test_every_number_stands_on_the_page_with_where_it_comes_from(name: str) -> None:
    protocol = all_protocols()[name]
    page = lay_out(protocol)
    lines = {line.path: line for part in page.parts for line in part.lines}

    assert set(protocol.origins) <= set(lines)
    assert {path for path, line in lines.items() if line.is_setting} == set(protocol.to_confirm)
    assert page.to_confirm == len(protocol.to_confirm)
    assert all(line.value and line.name for line in lines.values())


@every
def test_text_and_html_hold_the_digest_the_limits_and_the_signatures(name: str) -> None:
    page = lay_out(all_protocols()[name])
    text, html = text_page.as_text(page), html_page.as_html(page)

    for written in (text, html):
        assert page.protocol.digest in written
        assert "Stop above" in written
        assert all(signer in written for signer in page.signers)
        assert "What is watched" in written
        assert find_claims(written) == []
    assert html.startswith("<!doctype html>")
    assert "<script" not in html


def test_what_a_file_says_is_escaped_in_html() -> None:
    protocol = parse(IV.replace('title      = "Intravenous', 'title      = "<b>Intravenous', 1))

    assert "<b>Intravenous" not in html_page.as_html(lay_out(protocol))


def test_only_what_is_wider_than_the_guardrails_is_said() -> None:
    wider = {name: lay_out(protocol).wider for name, protocol in all_protocols().items()}

    assert {name for name, said in wider.items() if said} == {"iv-aud-with-therapy"}
    loose = parse(
        IV.replace('is = "120 mg"', 'is = "200 mg"', 1).replace(
            'stop_above     = { is = "1.0 mg/kg"', 'stop_above     = { is = "1.4 mg/kg"'
        )
    )
    assert len(lay_out(loose).wider) == 2


def changed(old: str, new: str) -> tuple[Change, ...]:
    assert old in IV
    return changes(parse(IV), parse(IV.replace(old, new, 1)))


def test_nothing_changes_from_a_protocol_to_itself_whatever_its_layout() -> None:
    assert changes(parse(IV), parse("# a remark\n\n" + IV)) == ()


def test_a_number_is_said_before_and_after() -> None:
    (change,) = changed('min_interval    = { is = "24 h"', 'min_interval    = { is = "48 h"')

    assert change.words == "Least time between doses: 24 h → 48 h"
    assert (change.part, change.what) == ("Induction", What.CHANGED)


def test_a_standing_that_changes_is_said_though_the_number_is_the_same() -> None:
    (change,) = changed(
        'usual_interval  = { is = "72 h", source = "oliver2022", where = "six infusions in 21 days", standing = "to_confirm"',
        'usual_interval  = { is = "72 h", source = "oliver2022", where = "six infusions in 21 days", standing = "checked"',
    )

    assert change.what is What.STANDING
    assert "not yet checked" in change.words
    assert change.words.endswith("→ checked against its source")


def test_what_was_added_and_removed_is_said() -> None:
    added = changed("step           = {", 'session_warn_mg = { is = "90 mg", standing = "design" }\nstep           = {')
    assert [(change.what, change.words) for change in added] == [(What.ADDED, "Added: Warning for one session from: 90 mg")]
    removed = changed('\n[[measures]]\ninstrument = "pcptsd5"\nmoments = ["baseline"]\n', "\n")
    assert [(change.what, change.words) for change in removed] == [(What.REMOVED, "Removed: pcptsd5: baseline")]


def test_a_long_list_is_said_by_what_came_and_went() -> None:
    (change,) = changed('"suction", ', "")

    assert change.words == "Setting: removed Suction works"


@every
def test_a_difference_read_backwards_names_the_same_parts(name: str) -> None:
    one, other = all_protocols()[name], all_protocols()["im-kap-course"]

    assert {change.part for change in changes(one, other)} == {change.part for change in changes(other, one)}
    assert (changes(one, other) == ()) is (one is other)
