"""Products that hold several ingredients, by the name on the box. What is in none of our tables is named beside them."""

from dataclasses import dataclass

__all__ = ["COMBINATIONS", "Combination"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One product with several ingredients."""

    name: str
    ingredients: tuple[str, ...]
    """Those the tables know."""
    others: tuple[str, ...] = ()
    """Those no table here knows; nothing is said about them."""

    def __post_init__(self) -> None:
        if not self.ingredients or len(self.ingredients) + len(self.others) < 2:
            raise ValueError(f"{self.name}: a combination holds at least two ingredients, one of them known here")

    @property
    def id(self) -> str:
        return self.name.casefold()


def _of(names: str, *ingredients: str, also: tuple[str, ...] = ()) -> tuple[Combination, ...]:
    """The same combination under several names, separated by `|`."""
    return tuple(Combination(name=name, ingredients=ingredients, others=also) for name in names.split("|"))


_APAP = ("acetaminophen",)

COMBINATIONS: tuple[Combination, ...] = (
    # -- psychiatry and sleep
    *_of("Auvelity", "dextromethorphan", "bupropion"),
    *_of("Symbyax", "olanzapine", "fluoxetine"),
    *_of("Lybalvi", "olanzapine", also=("samidorphan",)),
    *_of("Contrave", "naltrexone", "bupropion"),
    *_of("Nuedexta", "dextromethorphan", also=("quinidine",)),
    *_of("Limbitrol", "chlordiazepoxide", "amitriptyline"),
    *_of("Librax", "chlordiazepoxide", also=("clidinium",)),
    *_of("Adderall|Mydayis|mixed amphetamine salts|amphetamine salts", "amphetamine", "dextroamphetamine"),
    *_of("Azstarys", "dexmethylphenidate", also=("serdexmethylphenidate",)),
    *_of("Qsymia", "phentermine", "topiramate"),
    # -- opioids
    *_of("Suboxone|Zubsolv", "buprenorphine", "naloxone"),
    *_of("Percocet|Endocet", "oxycodone", also=_APAP),
    *_of("Percodan", "oxycodone", also=("aspirin",)),
    *_of("Vicodin|Norco|Lortab|Lorcet", "hydrocodone", also=_APAP),
    *_of("Tylenol 3|Tylenol #3|Tylenol with codeine", "codeine", also=_APAP),
    *_of("Ultracet", "tramadol", also=_APAP),
    *_of("Seglentis", "tramadol", also=("celecoxib",)),
    *_of("Fioricet", "butalbital", "caffeine", also=_APAP),
    *_of("Fiorinal", "butalbital", "caffeine", also=("aspirin",)),
    # -- over the counter
    *_of("NyQuil", "dextromethorphan", also=("acetaminophen", "doxylamine")),
    *_of("Mucinex DM|Robitussin DM", "dextromethorphan", also=("guaifenesin",)),
    *_of("Mucinex D", "pseudoephedrine", also=("guaifenesin",)),
    *_of("Claritin-D", "pseudoephedrine", also=("loratadine",)),
    *_of("Zyrtec-D", "pseudoephedrine", also=("cetirizine",)),
    *_of("Allegra-D", "pseudoephedrine", also=("fexofenadine",)),
    *_of("Tylenol PM", "diphenhydramine", also=_APAP),
    *_of("Advil PM", "diphenhydramine", also=("ibuprofen",)),
    *_of("Aleve PM", "diphenhydramine", also=("naproxen",)),
    *_of("Excedrin|Excedrin Migraine", "caffeine", also=("acetaminophen", "aspirin")),
    *_of("Excedrin PM", "diphenhydramine", also=_APAP),
    # -- infections
    *_of("Paxlovid", "nirmatrelvir", "ritonavir"),
    *_of("Kaletra", "ritonavir", also=("lopinavir",)),
    *_of("Evotaz", "atazanavir", "cobicistat"),
    *_of("Prezcobix", "cobicistat", also=("darunavir",)),
    *_of("Genvoya|Stribild", "cobicistat", also=("elvitegravir", "emtricitabine", "tenofovir")),
    *_of("Symtuza", "cobicistat", also=("darunavir", "emtricitabine", "tenofovir")),
    *_of("Atripla", "efavirenz", also=("emtricitabine", "tenofovir")),
    # -- heart, sugar, thyroid
    *_of("Zestoretic", "lisinopril", "hydrochlorothiazide"),
    *_of("Lotrel", "amlodipine", also=("benazepril",)),
    *_of("Exforge", "amlodipine", also=("valsartan",)),
    *_of("Caduet", "amlodipine", also=("atorvastatin",)),
    *_of("Janumet", "metformin", also=("sitagliptin",)),
    *_of("Synjardy", "empagliflozin", "metformin"),
    *_of("Xigduo", "dapagliflozin", "metformin"),
    *_of("Invokamet", "canagliflozin", "metformin"),
    *_of("Glyxambi", "empagliflozin", also=("linagliptin",)),
    *_of("Soliqua", "insulin", also=("lixisenatide",)),
    *_of("Xultophy", "insulin", "liraglutide"),
    *_of("Advair|Wixela", "fluticasone", also=("salmeterol",)),
    *_of("Armour Thyroid|NP Thyroid|desiccated thyroid", "levothyroxine", "liothyronine"),
)
"""Every combination by the names on its boxes."""
