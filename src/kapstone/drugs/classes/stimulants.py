"""Stimulants and decongestants: they add to the rise in blood pressure and heart rate."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    seen(
        "methylphenidate",
        "6901",
        "Ritalin",
        "Concerta",
        "Metadate",
        "Methylin",
        "Daytrana",
        "Quillivant",
        "QuilliChew",
        "Jornay PM",
        "Aptensio",
        "Cotempla",
    ),
    seen("modafinil", "30125", "Provigil"),
    seen("atomoxetine", "38400", "Strattera"),
    seen("caffeine", "1886", "NoDoz", "Vivarin", "coffee", "espresso", "energy drink", "energy drinks"),
    coded("amphetamine", "725", "Evekeo", "Adzenys", "Dyanavel"),
    coded("dextroamphetamine", "3288", "Dexedrine", "Zenzedi", "ProCentra"),
    coded("lisdexamfetamine", "700810", "Vyvanse", "lisdexamphetamine"),
    coded("dexmethylphenidate", "352372", "Focalin"),
    coded("methamphetamine", "6816", "Desoxyn", "crystal meth", "meth"),
    coded("armodafinil", "228783", "Nuvigil"),
    uncoded("solriamfetol", "Sunosi"),
    coded("phentermine", "8152", "Adipex", "Adipex-P", "Lomaira"),
    coded("pseudoephedrine", "8896", "Sudafed"),
    coded("phenylephrine", "8163", "Sudafed PE", "Neo-Synephrine"),
    uncoded("viloxazine", "Qelbree"),
)

CLASS = MedicineClass(
    id="STIM",
    title="Stimulants and decongestants",
    says="They add to the rise in blood pressure and heart rate.",
    members=tuple(each.name for each in INGREDIENTS),
)
