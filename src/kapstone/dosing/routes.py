"""The routes: what is published about each, as information; never a way to turn a dose of one into a dose of another."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kapstone.dosing import _sources as src
from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug, Route

__all__ = ["ROUTES", "NoRouteConversion", "RouteInfo", "Said", "convert_route", "expected_systemic_mg", "route_info"]

_T, _F, _D = Standing.CHECKED, Standing.TO_CONFIRM, Standing.DESIGN


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about a route, with how far it was checked."""

    words: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteInfo:
    """What is known of one route. `bioavailability_percent` is the published range, from lowest to highest; None: none is published."""

    id: str
    title: str
    drug: Drug
    route: Route | None
    """None: a form nobody orders here."""
    bioavailability_percent: tuple[float, float] | None
    bioavailability: Said
    onset: Said
    peak: Said
    duration: Said
    room_time: Said
    usual_start: Said
    usual_range: Said
    anchors: Said
    sources: tuple[Citation, ...]

    def __post_init__(self) -> None:
        span = self.bioavailability_percent
        if span is not None and not 0 < span[0] <= span[1] <= 100:
            raise ValueError(f"{self.id}: a bioavailability lies between 0 and 100 %, the lower bound first")
        if not self.sources:
            raise ValueError(f"{self.id}: a route needs a source")


_ROUTES = (
    RouteInfo(
        id="iv", title="Intravenous infusion", drug=Drug.KETAMINE, route=Route.IV, bioavailability_percent=(100, 100),
        bioavailability=Said("100 %", _T), onset=Said("2 to 5 min", _F), peak=Said("end of the infusion, 30 to 40 min", _F),
        duration=Said("40 min and 30 to 60 min after", _F), room_time=Said("2 to 2.5 h", _F), usual_start=Said("0.5 mg/kg over 40 min", _T),
        usual_range=Said("0.3 to 1.0 mg/kg over 40 to 60 min", _F),
        anchors=Said("ELEKT-D 0.5 mg/kg over 40 min twice a week for three weeks; CRTCE first two 0.5 mg/kg over 40 to 45 min; Grabski 0.8 mg/kg over 40 min", _T),
        sources=(src.ELEKT_D, src.RODRIGUES_2020, src.GRABSKI_2022),
    ),
    RouteInfo(
        id="im", title="Intramuscular", drug=Drug.KETAMINE, route=Route.IM, bioavailability_percent=(93, 93),
        bioavailability=Said("about 93 %", _T), onset=Said("3 to 5 min", _F), peak=Said("plasma 5 to 15 min, effect 15 to 30 min", _F),
        duration=Said("45 to 90 min", _F), room_time=Said("2 to 3 h", _F), usual_start=Said("0.25 to 0.5 mg/kg", _F),
        usual_range=Said("0.3 to 1.0 mg/kg; psychedelic practice up to 1.5 mg/kg", _F), anchors=Said("KAP trial 0.3 to 1.0 mg/kg weekly", _T),
        sources=(src.KAP_RCT, src.KETALAR),
    ),
    RouteInfo(
        id="sc", title="Subcutaneous", drug=Drug.KETAMINE, route=Route.SC, bioavailability_percent=(75, 95),
        bioavailability=Said("about 75 to 95 %", _F), onset=Said("10 to 15 min", _F), peak=Said("20 to 30 min", _F),
        duration=Said("60 to 90 min", _F), room_time=Said("2 to 2.5 h", _F), usual_start=Said("0.5 mg/kg", _T),
        usual_range=Said("0.5 to 0.9 mg/kg, twice a week", _T), anchors=Said("KADS: fixed 0.5 mg/kg, then flexible 0.5 to 0.9 mg/kg", _T),
        sources=(src.KADS_2023,),
    ),
    RouteInfo(
        id="nasal_racemic", title="Nasal, racemic (compounded)", drug=Drug.KETAMINE, route=Route.NASAL, bioavailability_percent=(8, 45),
        bioavailability=Said("8 to 45 %, very variable: 13 to 19 % in one study, 45 % in three people", _T), onset=Said("5 to 10 min", _F),
        peak=Said("plasma 14 to 23 min", _T), duration=Said("45 to 60 min", _F), room_time=Said("2 h", _F),
        usual_start=Said("0.5 mg/kg or 25 to 50 mg", _F), usual_range=Said("50 to 150 mg in divided sprays", _F),
        anchors=Said("10 to 50 mg in the 2022 study; the FDA warned of compounded sprays in 2022", _T), sources=(src.INTRANASAL_2022, src.YANAGIHARA_2003),
    ),
    RouteInfo(
        id="nasal_esketamine", title="Nasal, esketamine", drug=Drug.ESKETAMINE, route=Route.NASAL, bioavailability_percent=(48, 48),
        bioavailability=Said("about 48 %", _T), onset=Said("5 to 10 min", _T), peak=Said("plasma 20 to 40 min after the last spray; blood pressure about 40 min", _T),
        duration=Said("1 to 1.5 h acute; effect on blood pressure about 4 h", _T), room_time=Said("at least 2 h after the last spray", _T),
        usual_start=Said("56 mg", _T), usual_range=Said("28, 56 or 84 mg", _T), anchors=Said("the label", _T), sources=(src.SPRAVATO,),
    ),
    RouteInfo(
        id="sublingual", title="Under the tongue or in the cheek (compounded)", drug=Drug.KETAMINE, route=Route.SUBLINGUAL, bioavailability_percent=(15, 49),
        bioavailability=Said("29 % (27 to 31 %) as a wafer; 32 % with a spread of 17 %", _T), onset=Said("10 to 15 min", _T),
        peak=Said("plasma 45 min (15 to 60)", _T), duration=Said("60 to 120 min", _T), room_time=Said("2.5 to 3 h", _T),
        usual_start=Said("50 to 100 mg in the clinic, about 1 to 1.5 mg/kg", _T), usual_range=Said("100 to 400 mg; one programme 300 to 450 mg, first about 5 mg/kg", _T),
        anchors=Said("wafer study; sublingual and oral compared; at-home programme", _T), sources=(src.ROLAN_2013, src.CHONG_2006, src.HULL_2022, src.WOLFSON_2024),
    ),
    RouteInfo(
        id="oral", title="Swallowed", drug=Drug.KETAMINE, route=Route.ORAL, bioavailability_percent=(17, 25),
        bioavailability=Said("17 to 25 % (23 % with a spread of 9 %)", _T), onset=Said("20 to 30 min", _T), peak=Said("30 to 60 min", _T),
        duration=Said("2 to 4 h, rich in norketamine", _T), room_time=Said("3 h", _T), usual_start=Said("0.5 to 1 mg/kg", _T),
        usual_range=Said("0.25 to 7 mg/kg or 25 to 300 mg across reports", _T), anchors=Said("1 against 2 mg/kg compared", _T),
        sources=(src.ANDRADE_2019, src.CHONG_2006, src.KHEIRABADI_2023),
    ),
    RouteInfo(
        id="oral_extended_release", title="Extended-release tablet (R-107, investigational)", drug=Drug.KETAMINE, route=None, bioavailability_percent=None,
        bioavailability=Said("not published here", _T), onset=Said("slow, no dissociative peak", _T), peak=Said("hours", _T), duration=Said("hours", _T),
        room_time=Said("at home in the trial", _T), usual_start=Said("120 mg a day for 5 days", _T), usual_range=Said("30 to 180 mg twice a week", _T),
        anchors=Said("trial of 2024", _T), sources=(src.GLUE_2024,),
    ),
    RouteInfo(
        id="rectal", title="Rectal", drug=Drug.KETAMINE, route=None, bioavailability_percent=(30, 30), bioavailability=Said("about 30 %", _T),
        onset=Said("not given", _T), peak=Said("not given", _T), duration=Said("not given", _T), room_time=Said("not given", _T),
        usual_start=Said("not used in KAP", _T), usual_range=Said("not used in KAP", _T), anchors=Said("plasma study", _T), sources=(src.YANAGIHARA_2003,),
    ),
)  # fmt: skip

ROUTES: Mapping[str, RouteInfo] = MappingProxyType({entry.id: entry for entry in _ROUTES})
"""Every route by id, in the order of the table."""


class NoRouteConversion(ValueError):
    """Somebody asked to turn a dose of one route into a dose of another."""

    def __init__(self, dose_mg: float, of: Route, to: Route) -> None:
        super().__init__(
            f"{dose_mg:g} mg {of.value} is not turned into a dose {to.value}: bioavailability compares how much reaches the blood, "
            "not how strong or how long the effect is, and it varies between people. A prescriber chooses the starting dose of the new route "
            "from that route's own band and titrates anew."
        )
        self.of, self.to = of, to


def route_info(drug: Drug, route: Route) -> RouteInfo:
    """What is known of `drug` by `route`. KeyError when nothing is."""
    for entry in _ROUTES:
        if entry.drug is drug and entry.route is route:
            return entry
    raise KeyError(f"nothing is published here on {drug.value} by route {route.value}")


def convert_route(dose_mg: float, of: Route, to: Route) -> float:
    """Refuses, always (NoRouteConversion), except where both routes are the same: then nothing is converted."""
    if of is to:
        return dose_mg
    raise NoRouteConversion(dose_mg, of, to)


def expected_systemic_mg(dose_mg: float, drug: Drug, route: Route) -> tuple[float, float] | None:
    """The published range of what reaches the blood, in milligrams: educational, never an equivalence. None where nothing is published."""
    if dose_mg <= 0:
        raise ValueError(f"dose_mg is {dose_mg:g}; a dose is more than nothing")
    span = route_info(drug, route).bioavailability_percent
    return None if span is None else (dose_mg * span[0] / 100, dose_mg * span[1] / 100)
