"""What an ingredient and a class of medicines are, and how far an ingredient's RxNorm code has been checked."""

from dataclasses import dataclass

from kapstone.evidence import Standing

__all__ = ["Ingredient", "MedicineClass", "coded", "seen", "uncoded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One active ingredient by its generic name in small letters, and the names under which a US clinic meets it."""

    name: str
    rxcui: str = ""
    """RxNorm ingredient code; empty: nobody has found it yet, look it up."""
    code_standing: Standing = Standing.TO_CONFIRM
    """CHECKED: the code was seen in a published table. Else it identifies nothing until a clinic confirmed it by name."""
    names: tuple[str, ...] = ()
    """Brand names and other names, as people write them."""

    def __post_init__(self) -> None:
        if not self.name or self.name != self.name.casefold():
            raise ValueError(f"{self.name!r}: an ingredient goes by its name in small letters")
        if self.rxcui and not self.rxcui.isdigit():
            raise ValueError(f"{self.name}: {self.rxcui!r} is no RxNorm code")
        if self.code_standing is Standing.CHECKED and not self.rxcui:
            raise ValueError(f"{self.name}: a code that is not there cannot have been checked")

    @property
    def id(self) -> str:
        return self.name

    @property
    def is_code_confirmed(self) -> bool:
        return self.code_standing is Standing.CHECKED

    @property
    def code_words(self) -> str:
        """The code with its standing, for a table."""
        if not self.rxcui:
            return "look up"
        return self.rxcui if self.is_code_confirmed else f"{self.rxcui} (to confirm)"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineClass:
    """Medicines that an interaction names together."""

    id: str
    title: str
    says: str
    members: tuple[str, ...]
    """Ingredients by name; one may belong to several classes."""
    standing: Standing = Standing.TO_CONFIRM
    """How far it was checked who belongs to it."""

    def __post_init__(self) -> None:
        if not self.members:
            raise ValueError(f"{self.id}: a class has members")
        if len(set(self.members)) != len(self.members):
            raise ValueError(f"{self.id}: a member is named twice")


def seen(name: str, rxcui: str, *names: str) -> Ingredient:
    """An ingredient whose code was seen in a published table (CPIC's drug table)."""
    return Ingredient(name=name, rxcui=rxcui, code_standing=Standing.CHECKED, names=names)


def coded(name: str, rxcui: str, *names: str) -> Ingredient:
    """An ingredient whose code is expert knowledge: to be confirmed by name against RxNorm."""
    return Ingredient(name=name, rxcui=rxcui, names=names)


def uncoded(name: str, *names: str) -> Ingredient:
    """An ingredient whose code has to be looked up."""
    return Ingredient(name=name, names=names)
