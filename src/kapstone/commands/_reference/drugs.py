"""The page of medicines: ingredients by class with their codes and names, products of several, and how lines are read."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, figure, sources, standing, table
from kapstone.drugs import all_classes, all_ingredients
from kapstone.drugs._lexicon import CONFUSABLE
from kapstone.drugs.combinations import COMBINATIONS
from kapstone.drugs.day import BRING, BY_CLASS, BY_NAME, NEVER_ABRUPTLY, STANDING, WORDS
from kapstone.drugs.diazepam import ASHTON, COMPARES
from kapstone.drugs.diazepam import STANDING as COMPARED
from kapstone.drugs.matching import Certainty
from kapstone.drugs.metabolism import METABOLISM, SUBJECTS

__all__ = ["page"]

_CERTAINTY = {
    Certainty.CERTAIN: "an exact name, and nothing in the line that says otherwise",
    Certainty.LIKELY: "asked about, with candidates: an exact name beside something not understood, or a spelling like a name",
    Certainty.UNKNOWN: "asked about: outside the tables, or not understood; nothing is known of its interactions",
}


def page() -> str:
    parts = (_head, _classes, _products, _diazepam, _day, _subjects)
    return "\n".join(line for part in parts for line in part()).rstrip() + "\n"


def _head() -> Iterator[str]:
    yield from ("# Medicines", "", PRINTED, "")
    confirmed = sum(each.is_code_confirmed for each in all_ingredients().values())
    open_codes = sum(not each.rxcui for each in all_ingredients().values())
    yield f"{len(all_ingredients())} ingredients in {len(all_classes())} classes. RxNorm codes: {confirmed} confirmed, {open_codes} to look up, the others to"
    yield from (
        "confirm. Only a confirmed code identifies a medicine by itself or is kept with it.",
        "",
        "## How a line is read",
        "",
    )
    yield from table(("certainty", "when"), [(each.value, _CERTAINTY[each]) for each in Certainty])
    yield "Names that are mistaken for one another are never taken for each other, and are shown together:"
    yield from ("", *(f"- {', '.join(sorted(group))}" for group in CONFUSABLE), "")


def _classes() -> Iterator[str]:
    for group in sorted(all_classes().values(), key=lambda each: each.title):
        yield from (f"## {group.title} (`{group.id}`)", "", f"{group.says} Membership: {standing(group.standing)}.", "")
        known = [all_ingredients()[name] for name in group.members]
        yield from table(
            ("ingredient", "RxNorm", "also known as"), [(each.name, each.code_words, ", ".join(each.names)) for each in known]
        )


def _products() -> Iterator[str]:
    yield from ("## Products of several ingredients", "")
    rows = [(each.name, ", ".join(each.ingredients), ", ".join(each.others)) for each in COMBINATIONS]
    yield from table(("product", "holds", "and, outside the tables"), rows)


def _diazepam() -> Iterator[str]:
    yield from ("## Diazepam equivalents", "")
    yield f"Milligrams by mouth that compare to {figure(COMPARES['diazepam'])} mg of diazepam. {standing(COMPARED).capitalize()}. Source: {sources([ASHTON])}."
    yield from ("", *table(("ingredient", "mg"), [(name, figure(mg)) for name, mg in sorted(COMPARES.items())]))


def _day() -> Iterator[str]:
    titles = {name: all_classes()[name].title for name in (*BY_CLASS, *BRING)}
    yield from ("## On the day", "")
    yield from (f"The default a patient is shown; the prescriber may say otherwise. {standing(STANDING).capitalize()}.", "")
    rows = [(name, WORDS[how]) for name, how in BY_NAME.items()] + [
        (titles[name], WORDS[how]) for name, how in BY_CLASS.items()
    ]
    yield from table(("medicine", "on the day"), rows)
    stopped = ", ".join(all_classes()[name].title.lower() if name in all_classes() else name for name in NEVER_ABRUPTLY)
    yield f"A benzodiazepine taken as needed: {WORDS[BY_CLASS['ZDRUG']]} Taken daily it is the prescriber's to say. Never stopped abruptly: {stopped}."
    yield from ("", *table(("who takes", "brings"), [(titles[name], says) for name, says in BRING.items()]))


def _subjects() -> Iterator[str]:
    yield from ("## Ketamine and esketamine", "")
    for subject in SUBJECTS:
        codes = [
            ("RxNorm", subject.rxcui, subject.rxcui_standing),
            *(("ATC", code, subject.atc_standing) for code in subject.atc),
            *subject.other_codes,
        ]
        yield from (f"### {subject.drug.value.capitalize()}", "")
        yield from table(("system", "code", "standing"), [(name, code, standing(how)) for name, code, how in codes])
    yield f"Metabolism: {', '.join(METABOLISM.main_enzymes)} (less {', '.join(METABOLISM.minor_enzymes)}), to {', then '.join(METABOLISM.products)}."
    yield from ("", f"Sources: {sources(METABOLISM.sources)}.", "")
