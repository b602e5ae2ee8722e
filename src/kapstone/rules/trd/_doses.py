"""The least daily dose at which a trial of an antidepressant counts, in two published systems that differ.

Data for a clinic to confirm: only where `standing` is CHECKED was the number seen in a worked case. A protocol sets its own
numbers as limits of the rule TRD; the code never assumes one.
"""

from dataclasses import dataclass

from kapstone.evidence import Standing


@dataclass(frozen=True, slots=True)
class MinimumDose:
    """One row of the table: milligrams a day, after the ATRQ and after the stricter ATHF."""

    ingredient: str
    rxcui: str
    atrq_mg: float
    athf_mg: float
    standing: Standing = Standing.TO_CONFIRM
    note: str = ""


_SEEN = Standing.CHECKED
_OPEN = Standing.TO_CONFIRM

_ROWS = (
    MinimumDose("citalopram", "2556", 20, 20, _OPEN, "at most 40 mg a day"),
    MinimumDose("escitalopram", "321988", 10, 10),
    MinimumDose("fluoxetine", "4493", 20, 20),
    MinimumDose("fluvoxamine", "42355", 50, 100),
    MinimumDose("paroxetine", "32937", 20, 20),
    MinimumDose("paroxetine cr", "", 25, 25),
    MinimumDose("sertraline", "36437", 50, 100, _SEEN),
    MinimumDose("venlafaxine", "39786", 150, 225, _SEEN, "the stricter table says 150 to 225; the upper number is used"),
    MinimumDose("desvenlafaxine", "734064", 50, 50),
    MinimumDose("duloxetine", "72625", 60, 60, _SEEN),
    MinimumDose("levomilnacipran", "1433212", 40, 40),
    MinimumDose("milnacipran", "588250", 100, 100, _OPEN, "not licensed for depression in the US"),
    MinimumDose("bupropion", "42347", 300, 300, _OPEN, "printings differ from 150 to 300; 300 is used"),
    MinimumDose("mirtazapine", "15996", 15, 30, _OPEN, "one table says 15 to 30; the lower number is used"),
    MinimumDose("vilazodone", "1086769", 20, 40, _OPEN, "one table says 20 to 40; the lower number is used"),
    MinimumDose("vortioxetine", "1455099", 10, 10),
    MinimumDose("trazodone", "10737", 300, 300, _OPEN, "a dose for sleep is no trial"),
    MinimumDose("nefazodone", "31565", 300, 300),
    MinimumDose("amitriptyline", "704", 150, 200),
    MinimumDose("nortriptyline", "7531", 75, 100, _OPEN, "the stricter table says 75 to 100; the upper number is used"),
    MinimumDose("imipramine", "5691", 150, 200),
    MinimumDose("desipramine", "3247", 150, 200),
    MinimumDose("clomipramine", "2597", 150, 200, _OPEN, "the stricter table says 150 to 200; the upper number is used"),
    MinimumDose("doxepin", "3638", 150, 200),
    MinimumDose("trimipramine", "10834", 150, 200),
    MinimumDose("protriptyline", "8886", 30, 40),
    MinimumDose("amoxapine", "722", 150, 300),
    MinimumDose("maprotiline", "6646", 150, 200),
    MinimumDose("phenelzine", "8123", 45, 60),
    MinimumDose("tranylcypromine", "10734", 30, 40),
    MinimumDose("isocarboxazid", "6011", 30, 40),
    MinimumDose("selegiline", "9639", 6, 6, _OPEN, "transdermal, milligrams in 24 hours"),
    MinimumDose("dextromethorphan-bupropion", "", 90, 90, _OPEN, "milligrams of dextromethorphan; bupropion 210 mg with it"),
    MinimumDose("gepirone", "", 36.3, 54.5, _OPEN, "extended release; one table says 36.3 to 72.6, the lower number is used"),
)

MINIMUM_DOSES: dict[str, MinimumDose] = {row.ingredient: row for row in _ROWS}
"""By ingredient, in lower case."""

AUGMENTERS: dict[str, float] = {"aripiprazole": 2, "quetiapine": 150}
"""Least daily milligrams of an augmenting medicine. Others (lithium by level, liothyronine) are judged by a clinician."""

_BY_RXCUI = {row.rxcui: row for row in _ROWS if row.rxcui}
_FORMS = frozenset(
    {"er", "xr", "xl", "sr", "ir", "dr", "hcl", "hydrochloride", "hydrobromide", "extended", "release", "patch", "transdermal"}
)


def minimum_dose(name: str) -> MinimumDose | None:
    """The row for an ingredient as written or as RxNorm code, whatever its release form; None when the table has none."""
    wanted = name.strip().casefold()
    if wanted in MINIMUM_DOSES:
        return MINIMUM_DOSES[wanted]
    bare = " ".join(word for word in wanted.replace("-release", " release").split() if word not in _FORMS)
    return MINIMUM_DOSES.get(bare) or _BY_RXCUI.get(wanted)
