"""What becomes of ketamine and esketamine in the body, for the rules and pages that speak of it."""

from dataclasses import dataclass

from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug
from kapstone.sources import ANDRADE_2017, SPRAVATO, at

__all__ = ["METABOLISM", "SUBJECTS", "Metabolism", "Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metabolism:
    """The ways out of the body."""

    main_enzymes: tuple[str, ...]
    minor_enzymes: tuple[str, ...]
    products: tuple[str, ...]
    """In the order they arise; the first is active."""
    sources: tuple[Citation, ...]
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One of the drugs given here, with its codes. A code that is empty has to be looked up."""

    drug: Drug
    rxcui: str
    rxcui_standing: Standing
    atc: tuple[str, ...]
    atc_standing: Standing
    other_codes: tuple[tuple[str, str, Standing], ...] = ()
    """Which code system, the code, how far it was checked."""


METABOLISM = Metabolism(
    main_enzymes=("CYP2B6", "CYP3A4"),
    minor_enzymes=("CYP2C9", "CYP2A6"),
    products=("norketamine", "hydroxynorketamines", "dehydronorketamine"),
    sources=(
        at(SPRAVATO, "section 12"),
        ANDRADE_2017,
    ),
    standing=Standing.CHECKED,
)

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        drug=Drug.KETAMINE,
        rxcui="6130",
        rxcui_standing=Standing.TO_CONFIRM,
        atc=("N01AX03",),
        atc_standing=Standing.CHECKED,
        other_codes=(("UNII", "690G0D6V8H", Standing.TO_CONFIRM), ("HCPCS", "J3490", Standing.TO_CONFIRM)),
    ),
    Subject(
        drug=Drug.ESKETAMINE,
        rxcui="2119365",
        rxcui_standing=Standing.TO_CONFIRM,
        atc=("N06AX27", "N01AX14"),
        atc_standing=Standing.CHECKED,
        other_codes=(
            ("RxNorm SCDF, esketamine nasal spray", "2201623", Standing.CHECKED),
            ("RxNorm SBDF, Spravato", "2201625", Standing.CHECKED),
            ("NDC", "50458-028-00", Standing.CHECKED),
            ("NDC", "50458-028-02", Standing.CHECKED),
            ("NDC", "50458-028-03", Standing.CHECKED),
        ),
    ),
)
