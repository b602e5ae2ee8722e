"""Every name by which a medicine of the tables is known, and what it stands for."""

from dataclasses import dataclass
from functools import cache

from kapstone.drugs._outside import OUTSIDE
from kapstone.drugs.combinations import COMBINATIONS

__all__ = ["CONFUSABLE", "Meaning", "lexicon", "look_alikes", "plain"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for."""

    shown: str
    """The name as it is written on the box."""
    ingredients: tuple[str, ...]
    others: tuple[str, ...] = ()


CONFUSABLE: tuple[frozenset[str], ...] = (
    frozenset({"hydroxyzine", "hydralazine"}),
    frozenset({"clonidine", "clonazepam", "klonopin", "clozapine", "clobazam"}),
    frozenset({"lamotrigine", "lamictal", "terbinafine", "lamisil"}),
    frozenset({"bupropion", "buspirone", "buspar"}),
    frozenset({"trazodone", "tramadol"}),
    frozenset({"celexa", "celebrex", "cerebyx"}),
    frozenset({"zyprexa", "zyrtec"}),
    frozenset({"alprazolam", "lorazepam", "clonazepam"}),
    frozenset({"xanax", "zantac"}),
    frozenset({"oxycodone", "hydrocodone", "oxycontin"}),
    frozenset({"oxcarbazepine", "carbamazepine"}),
    frozenset({"fluoxetine", "duloxetine", "paroxetine", "fluvoxamine", "vortioxetine"}),
    frozenset({"citalopram", "escitalopram"}),
    frozenset({"venlafaxine", "desvenlafaxine"}),
    frozenset({"methadone", "methylphenidate", "metadate"}),
    frozenset({"naloxone", "naltrexone", "nalmefene"}),
    frozenset({"morphine", "hydromorphone", "oxymorphone"}),
    frozenset({"quetiapine", "olanzapine", "clozapine"}),
    frozenset({"seroquel", "serzone", "sinequan"}),
    frozenset({"risperidone", "ropinirole", "requip"}),
    frozenset({"prozac", "prilosec", "prazosin"}),
    frozenset({"paxil", "plavix", "taxol"}),
    frozenset({"effexor", "effient"}),
    frozenset({"lithium", "lithobid"}),
    frozenset({"amantadine", "memantine"}),
    frozenset({"ambien", "abilify"}),
    frozenset({"soma", "sonata"}),
    frozenset({"metoprolol", "metoclopramide"}),
    frozenset({"amlodipine", "amiloride", "amitriptyline"}),
    frozenset({"propranolol", "propofol"}),
    frozenset({"ketamine", "esketamine", "ketorolac"}),
    frozenset({"nortriptyline", "amitriptyline"}),
    frozenset({"clomipramine", "imipramine", "trimipramine", "desipramine"}),
    frozenset({"adderall", "inderal"}),
    frozenset({"topamax", "toprol"}),
    frozenset({"depakote", "depakene"}),
    frozenset({"levothyroxine", "liothyronine"}),
    frozenset({"methylphenidate", "dexmethylphenidate"}),
    frozenset({"valproate", "divalproex"}),
    frozenset({"dextroamphetamine", "amphetamine", "methamphetamine", "lisdexamfetamine"}),
)
"""Names that are mistaken for one another, spoken or written. A misspelling near one of them is asked about with all of them shown."""


def plain(text: str) -> str:
    """A name as it is compared: small letters, straight apostrophes, one space between words."""
    straight = text.replace("’", "'").replace("‘", "'").replace("®", " ").replace("™", " ")
    return " ".join(straight.casefold().split())


@cache
def lexicon() -> dict[str, Meaning]:
    """Plain name -> what it stands for. ValueError when two medicines claim one name."""
    from kapstone.drugs import all_ingredients

    known: dict[str, Meaning] = {}

    def enter(name: str, meaning: Meaning) -> None:
        there = known.get(plain(name))
        if there is not None and there.ingredients != meaning.ingredients:
            raise ValueError(f"{name} is claimed by {there.ingredients} and {meaning.ingredients}")
        if plain(name) in OUTSIDE:
            raise ValueError(f"{name} is in the tables and named as outside them")
        known[plain(name)] = meaning

    for ingredient in all_ingredients().values():
        for name in (ingredient.name, *ingredient.names):
            enter(name, Meaning(name, (ingredient.name,)))
    for combination in COMBINATIONS:
        enter(combination.name, Meaning(combination.name, combination.ingredients, combination.others))
    return known


def look_alikes(name: str) -> frozenset[str]:
    """Every name that is mistaken for this one."""
    return frozenset().union(*(group for group in CONFUSABLE if name in group)) - {name}
