"""Recorded answers are kept by the ids of items for ever."""

import pytest

from kapstone.instruments import all_instruments
from wording import ready


def _numbered(prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}_{number}" for number in range(1, count + 1))


STABLE_IDS = {
    "ace": _numbered("ace", 10),
    "aldrete": (
        "aldrete_activity",
        "aldrete_respiration",
        "aldrete_circulation",
        "aldrete_consciousness",
        "aldrete_saturation",
    ),
    "asrm": _numbered("asrm", 5),
    "auditc": ("auditc_1", "auditc_2", "auditc_3"),
    "bprsp": _numbered("bprsp", 4),
    "brs": _numbered("brs", 6),
    "cadss": _numbered("cadss", 23),
    "cadss6": ("cadss_1", "cadss_2", "cadss_6", "cadss_7", "cadss_15", "cadss_22"),
    "ceq": _numbered("ceq", 26),
    "cssrs_recent": ("cssrs_1", "cssrs_2", "cssrs_3", "cssrs_4", "cssrs_5", "cssrs_6", "cssrs_6b"),
    "cssrs_since_last_contact": ("cssrs_1", "cssrs_2", "cssrs_3", "cssrs_4", "cssrs_5", "cssrs_6"),
    "dast10": _numbered("dast10", 10),
    "ebi": _numbered("ebi", 6),
    "gad7": tuple(f"gad7_{number}" for number in range(1, 8)),
    "gas": (),
    "isi": _numbered("isi", 7),
    **{f"kset_{form}": _numbered(f"kset_{form}", 3) for form in ("screening", "baseline", "immediate", "follow_up")},
    "likert1": ("likert1_intensity", "likert1_meaning", "likert1_support", "likert1_fear"),
    "lutsq": ("lutsq_frequency", "lutsq_nocturia", "lutsq_urgency", "lutsq_pain", "lutsq_blood", "lutsq_leakage"),
    "madrs": _numbered("madrs", 10),
    "mdq": (*_numbered("mdq", 13), "mdq_together", "mdq_problem"),
    "meq30": _numbered("meq30", 30),
    "moaas": ("moaas_1",),
    "moaas_prodding": ("moaas_prodding_1",),
    "oci4": _numbered("oci4", 4),
    "ocir": _numbered("ocir", 18),
    "orientation": ("orientation_person", "orientation_place", "orientation_time", "orientation_plan"),
    "padss": ("padss_vitals", "padss_ambulation", "padss_nausea", "padss_pain", "padss_bleeding"),
    "pcl5": tuple(f"pcl5_{number}" for number in range(1, 21)),
    "pcptsd5": ("pcptsd5_exposure", *(f"pcptsd5_{number}" for number in range(1, 6))),
    "peg": ("peg_pain", "peg_enjoyment", "peg_activity"),
    "phq2": _numbered("phq2", 2),
    "phq9": tuple(f"phq9_{number}" for number in range(1, 11)),
    "piq": (*(f"piq_amp{number}" for number in range(1, 15)), *(f"piq_gap{number}" for number in range(1, 10))),
    "pq16": tuple(item for number in range(1, 17) for item in (f"pq16_{number}", f"pq16_d{number}")),
    "pqb": tuple(item for number in range(1, 22) for item in (f"pqb_{number}", f"pqb_d{number}")),
    "qids": _numbered("qids", 16),
    "rms": _numbered("rms", 6),
    "sds": ("sds_work", "sds_social", "sds_family", "sds_days_lost"),
    "starp": (
        *(f"starp_c{n}" for n in range(1, 7)),
        *(f"starp_i{n}" for n in range(1, 4)),
        *(f"starp_n{n}" for n in range(1, 4)),
    ),
    "swemwbs": _numbered("swemwbs", 7),
    "taps": (
        *(f"taps_first_{key}" for key in ("tobacco", "alcohol", "drugs", "medicines")),
        *("taps_tobacco", "taps_tobacco1", "taps_tobacco2"),
        *("taps_alcohol", "taps_alcohol1", "taps_alcohol2", "taps_alcohol3"),
        *(
            f"taps_{key}{question}"
            for key in ("cannabis", "stimulants", "heroin", "opioids", "sedatives", "adhd")
            for question in ("", "1", "2")
        ),
    ),
    "waisr": _numbered("waisr", 12),
    "wemwbs": _numbered("wemwbs", 14),
    "who5": _numbered("who5", 5),
    "wsas": ("wsas_working", *_numbered("wsas", 5)),
    "ybocs": _numbered("ybocs", 10),
}
"""They may be added to, never changed. A form that brings its own questions is shown with three."""


@pytest.mark.parametrize("name", all_instruments())
def test_its_ids_never_change(name: str) -> None:
    assert tuple(item.id for item in ready(name).items) == STABLE_IDS[name]
