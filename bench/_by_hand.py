"""The screening rules written by hand: one function of plain if-statements, the same verdict levels, nothing else.

This is what somebody would write who needs the answer alone: numbers in the code, no sources, no sentence, no override, nothing that a protocol
may set, nothing that says when it changes. It is for patients before their first dose, which is whom screening is about. The bench asserts that it agrees
with the rules on every patient it is timed on, so that the ratio compares the same work.
"""

from datetime import UTC, datetime, time, timedelta

from kapstone import facts as f
from kapstone.facts import Facts

__all__ = ["levels"]

CLEAR, NOTE, CAUTION, UNKNOWN, REVIEW, HOLD, STOP, URGENT = range(8)
DAY = timedelta(days=1)
SCORED = {"phq9": 9, "gad7": 7, "pcl5": 20}
ATRQ = {
    "sertraline": 50, "venlafaxine": 150, "duloxetine": 60, "mirtazapine": 15, "bupropion": 300, "paroxetine cr": 25,
}  # fmt: skip
"""Of the table only what the patients of the bench have tried."""
SRI = {"sertraline", "paroxetine cr"}
MEDICINES = {
    "sertraline": {"DI-22": NOTE}, "venlafaxine": {"DI-22": NOTE}, "duloxetine": {"DI-22": NOTE}, "paroxetine": {"DI-22": NOTE},
    "mirtazapine": {"DI-07": CAUTION, "DI-22": NOTE}, "bupropion": {"DI-16": NOTE, "DI-22": NOTE, "DI-35": UNKNOWN},
    "aripiprazole": {"DI-21": NOTE}, "lisinopril": {"DI-27": NOTE}, "clonazepam": {"DI-01": CAUTION}, "lorazepam": {"DI-01": CAUTION},
}  # fmt: skip
DIAZEPAM_MG = {"clonazepam": 20.0, "lorazepam": 10.0}
A_DAY = {"daily": 1, "bid": 2}
"""As above: only what the patients of the bench take, and how their lists are written."""


def levels(
    facts: Facts, now: datetime, place: str, route: str | None, indication: str | None, drug: str | None
) -> dict[str, int]:
    """Rule -> its worst level; rules that do not apply are left out."""
    history: dict[str, f.HistoryAnswered] = {}
    measures: dict[str, tuple[f.MeasureAnswered, datetime]] = {}
    screens: list[tuple[f.MeasureAnswered, datetime]] = []
    phq9s: list[tuple[f.MeasureAnswered, datetime]] = []
    vitals: list[tuple[f.VitalsTaken, datetime]] = []
    labs: dict[str, tuple[f.LabResulted, datetime]] = {}
    trials: list[f.TreatmentTried] = []
    dispensed: list[tuple[f.DosesDispensed, datetime]] = []
    person: f.PersonDescribed | None = None
    weight: tuple[f.WeightMeasured, datetime] | None = None
    height: f.HeightMeasured | None = None
    height_at = now
    preg: list[tuple[f.PregnancyTested, datetime]] = []
    urine: tuple[f.DrugScreened, datetime] | None = None
    pdmp: tuple[f.PrescriptionMonitoringChecked, datetime] | None = None
    urinalysis: tuple[f.UrinalysisDone, datetime] | None = None
    ecg: tuple[f.EcgRead, datetime] | None = None
    qtc: float | None = None
    reconciled: datetime | None = None
    listed: list[tuple[f.MedicationListed, datetime]] = []
    gone_through: tuple[f.MedicationsReconciled, datetime] | None = None
    consent: tuple[f.ConsentGiven, datetime] | None = None
    countersigned = withdrawn = therapist = False
    home: f.HomeSettingChecked | None = None
    diagnoses: list[f.DiagnosisMade] = []
    medical: tuple[f.EvaluationDone, datetime] | None = None
    psychiatric: list[tuple[f.EvaluationDone, datetime]] = []
    allergic = False
    for record in facts.current:
        fact, at = record.fact, record.at
        if isinstance(fact, f.HistoryAnswered):
            history[fact.item] = fact
        elif isinstance(fact, f.MeasureAnswered):
            measures[fact.instrument] = (fact, at)
            if fact.instrument == "cssrs_recent":
                screens.append((fact, at))
            elif fact.instrument == "phq9":
                phq9s.append((fact, at))
        elif isinstance(fact, f.VitalsTaken):
            vitals.append((fact, at))
        elif isinstance(fact, f.LabResulted):
            labs[fact.analyte.value] = (fact, at)
        elif isinstance(fact, f.TreatmentTried):
            trials.append(fact)
        elif isinstance(fact, f.PersonDescribed):
            person = fact
        elif isinstance(fact, f.WeightMeasured):
            weight = (fact, at)
        elif isinstance(fact, f.HeightMeasured):
            height, height_at = fact, at
        elif isinstance(fact, f.PregnancyTested):
            preg.append((fact, at))
        elif isinstance(fact, f.DrugScreened):
            urine = (fact, at)
        elif isinstance(fact, f.PrescriptionMonitoringChecked):
            pdmp = (fact, at)
        elif isinstance(fact, f.UrinalysisDone):
            urinalysis = (fact, at)
        elif isinstance(fact, f.EcgRead):
            ecg = (fact, at)
            qtc = fact.qtc_ms if fact.qtc_ms is not None else qtc
        elif isinstance(fact, f.MedicationsReconciled):
            reconciled = at
            gone_through = (fact, record.recorded_at)
        elif isinstance(fact, f.MedicationListed):
            listed.append((fact, record.recorded_at))
        elif isinstance(fact, f.ConsentGiven):
            consent = (fact, at)
        elif isinstance(fact, f.ConsentCountersigned):
            countersigned = True
        elif isinstance(fact, f.ConsentWithdrawn):
            withdrawn = True
        elif isinstance(fact, f.TherapistMatched):
            therapist = True
        elif isinstance(fact, f.HomeSettingChecked):
            home = fact
        elif isinstance(fact, f.DosesDispensed):
            dispensed.append((fact, at))
        elif isinstance(fact, f.DiagnosisMade):
            diagnoses.append(fact)
        elif isinstance(fact, f.EvaluationDone):
            if fact.evaluation is f.Evaluation.MEDICAL:
                medical = (fact, at)
            else:
                psychiatric.append((fact, at))
        elif isinstance(fact, f.AllergyListed):
            allergic = allergic or (fact.is_active and "ketamine" in fact.substance.casefold())

    def said(item: str) -> str:
        answered = history.get(item)
        return answered.answer.value if answered is not None else "unknown"

    def bad_if_yes(item: str, level: int) -> int:
        answer = said(item)
        return level if answer == "yes" else CLEAR if answer == "no" else UNKNOWN

    def total(name: str, days: float) -> float | None:
        known = measures.get(name)
        if known is None or known[1] <= now - days * DAY:
            return None
        if known[0].total_only is not None:
            return known[0].total_only
        values = [value for item, value in known[0].answers.items() if item != "phq9_10"]
        return None if None in values or len(values) < SCORED[name] else float(sum(value or 0 for value in values))

    def cut(name: str, least: float, level: int, days: float = 30) -> int | None:
        points = total(name, days)
        return None if points is None else level if points >= least else CLEAR

    def fresh(at: datetime | None, days: float) -> bool:
        return at is not None and at > now - days * DAY

    out: dict[str, int] = {}
    age = None
    if person is not None:
        born, today = person.birth_date, now.date()
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    male = person is not None and person.sex_at_birth is f.Sex.MALE
    out["AG-01"] = UNKNOWN if age is None else STOP if age < 18 else CLEAR
    out["AG-02"] = UNKNOWN if age is None else CAUTION if 18 <= age < 25 else CLEAR
    out["AG-03"] = UNKNOWN if age is None else CAUTION if age >= 65 else CLEAR
    out["AG-04"] = UNKNOWN if age is None else REVIEW if age > 75 else CLEAR

    # heart and vessels
    out["CV-01"] = bad_if_yes("aneurysmal_vascular_disease", STOP)
    out["CV-02"] = bad_if_yes("arteriovenous_malformation", STOP)
    out["CV-03"] = bad_if_yes("intracerebral_haemorrhage", STOP)
    out["CV-04"] = STOP if allergic else bad_if_yes("ketamine_hypersensitivity", STOP)
    out["CV-05"] = bad_if_yes("bp_rise_serious_hazard", STOP)
    read = [(v, at) for v, at in vitals if v.systolic_mmhg is not None and at > now - 30 * DAY]
    sitting: list[tuple[f.VitalsTaken, datetime]] = []
    for v, at in read:
        sitting = [*sitting, (v, at)] if sitting and at - sitting[-1][1] <= timedelta(minutes=60) else [(v, at)]
    if len(sitting) < 2 or sitting[-1][1] - sitting[0][1] < timedelta(minutes=5):
        out["CV-06"] = UNKNOWN
    else:
        systolic = sum(v.systolic_mmhg or 0 for v, _ in sitting) / len(sitting)
        diastolic = sum(v.diastolic_mmhg or 0 for v, _ in sitting) / len(sitting)
        out["CV-06"] = REVIEW if systolic > 140 or diastolic > 90 else CLEAR
    occasions: list[list[f.VitalsTaken]] = []
    before: datetime | None = None
    for v, at in read:
        if before is not None and at - before <= timedelta(hours=12):
            occasions[-1].append(v)
        else:
            occasions.append([v])
        before = at
    high = [
        sum(v.systolic_mmhg or 0 for v in each) / len(each) >= 160
        or sum(v.diastolic_mmhg or 0 for v in each) / len(each) >= 100
        for each in occasions
    ]
    out["CV-07"] = UNKNOWN if not high else CLEAR if not high[-1] else HOLD if sum(high) >= 2 else UNKNOWN
    if read:
        last = read[-1][0]
        crisis = (last.systolic_mmhg or 0) >= 180 or (last.diastolic_mmhg or 0) >= 120 or bool(last.symptoms)
        out["CV-08"] = URGENT if crisis else CLEAR
    else:
        out["CV-08"] = UNKNOWN
    event = bad_if_yes("decompensated_heart_failure", STOP)
    for item in ("mi_or_unstable_angina", "stroke_or_tia"):
        answered = history.get(item)
        level = bad_if_yes(item, HOLD)
        if level == HOLD and answered is not None and answered.on is not None:
            level = HOLD if now < datetime.combine(answered.on, time(), UTC) + timedelta(weeks=6) else REVIEW
        event = max(event, level)
    out["CV-09"] = event
    out["CV-10"] = bad_if_yes("poorly_controlled_heart_disease", STOP)
    earlier = said("mi_or_unstable_angina") == "yes" or said("stroke_or_tia") == "yes" or (qtc is not None and qtc >= 500)
    out["CV-11"] = max(bad_if_yes("stable_heart_disease", REVIEW), REVIEW if earlier else CLEAR)
    pulse = bad_if_yes("new_arrhythmia", REVIEW)
    if ecg is not None and ecg[0].new_arrhythmia is f.Answer.YES:
        pulse = max(pulse, REVIEW)
    rates = [v.heart_rate_per_min for v, at in vitals if v.heart_rate_per_min is not None and at > now - 30 * DAY]
    out["CV-12"] = max(pulse, UNKNOWN if not rates else CLEAR if 45 <= rates[-1] <= 110 else REVIEW)
    if drug == "esketamine":
        out["CV-13"] = bad_if_yes("hypertensive_encephalopathy", CAUTION)

    # brain, liver, kidneys, bladder, airway, hormones
    out["NE-01"] = bad_if_yes("raised_intracranial_pressure", STOP)
    out["NE-02"] = bad_if_yes("raised_eye_pressure", REVIEW)
    out["NE-03"] = bad_if_yes("epilepsy_or_recent_seizure", REVIEW)
    out["NE-04"] = max(bad_if_yes("delirium_or_cannot_report", STOP), bad_if_yes("cognitive_disorder", REVIEW))
    out["HE-01"] = bad_if_yes("severe_liver_disease", STOP)
    times: dict[str, float] = {}
    for analyte in ("alt", "ast", "bilirubin"):
        found = labs.get(analyte)
        if found is not None and fresh(found[1], 90) and found[0].upper_limit:
            times[analyte] = found[0].value / found[0].upper_limit
    enzymes = max(times.get("alt", 0), times.get("ast", 0))
    if enzymes >= 3 or times.get("bilirubin", 0) >= 2:
        results = REVIEW
    else:
        results = UNKNOWN if len(times) < 3 else CLEAR
    out["HE-02"] = max(bad_if_yes("moderate_liver_disease", REVIEW), results)
    if enzymes >= 3:
        out["HE-03"] = CLEAR
    elif enzymes > 1:
        out["HE-03"] = CAUTION
    else:
        out["HE-03"] = CLEAR if "alt" in times and "ast" in times else UNKNOWN
    out["UR-01"] = bad_if_yes("cystitis_or_haematuria", STOP)
    out["UR-02"] = bad_if_yes("urinary_symptoms", REVIEW)
    egfr = labs.get("egfr")
    if egfr is not None and fresh(egfr[1], 365):
        out["RE-01"] = CAUTION if egfr[0].value < 30 else CLEAR
    else:
        out["RE-01"] = CLEAR if said("kidney_disease") == "no" else UNKNOWN
    air = [
        v.spo2_percent
        for v, at in vitals
        if v.spo2_percent is not None and v.oxygen_litres_per_min == 0 and at > now - 30 * DAY
    ]
    out["RS-01"] = max(
        bad_if_yes("acute_respiratory_illness", HOLD),
        bad_if_yes("uncontrolled_airway_disease", HOLD),
        bad_if_yes("oxygen_dependent", STOP),
        UNKNOWN if not air else HOLD if air[-1] < 92 else CLEAR,
    )
    if said("sleep_apnoea") == "yes":
        apnoea = {"yes": CLEAR, "no": REVIEW, "unknown": UNKNOWN}[said("sleep_apnoea_treated")]
    else:
        apnoea = bad_if_yes("sleep_apnoea", REVIEW)
    stop_bang = measures.get("stopbang")
    snores = REVIEW if stop_bang is not None and (stop_bang[0].total_only or 0) >= 5 else CLEAR
    bmi = weight[0].kilograms / (height.centimetres / 100) ** 2 if weight is not None and height is not None else None
    large = UNKNOWN if bmi is None else REVIEW if bmi >= 35 else CLEAR
    out["RS-02"] = max(apnoea, snores, bad_if_yes("difficult_airway", REVIEW), large)
    tsh = labs.get("tsh")
    low_tsh = tsh is not None and tsh[0].lower_limit is not None and tsh[0].value < tsh[0].lower_limit
    out["EN-01"] = max(bad_if_yes("untreated_hyperthyroidism", HOLD), REVIEW if low_tsh else CLEAR)
    out["EN-02"] = bad_if_yes("phaeochromocytoma_or_carcinoid", STOP)
    out["EN-03"] = bad_if_yes("acute_porphyria", REVIEW)
    sugar = labs.get("glucose")
    today_sugar = None
    if sugar is not None and sugar[1] + DAY > now:
        today_sugar = sugar[0].value * (18.016 if sugar[0].unit == "mmol/L" else 1)
    out["EN-04"] = max(
        bad_if_yes("poorly_controlled_diabetes", HOLD),
        HOLD if today_sugar is not None and not 70 <= today_sugar <= 300 else CLEAR,
    )
    if drug == "esketamine" or route == "nasal":
        out["SK-01"] = bad_if_yes("nasal_disease", REVIEW)

    # pregnancy
    decided = [(test, at) for test, at in preg if test.result is not f.TestResult.INDETERMINATE]
    capable = said("capable_of_pregnancy")
    if decided and decided[-1][0].result is f.TestResult.POSITIVE:
        out["PR-01"] = STOP
    elif male or (decided and decided[-1][1] + 7 * DAY > now and preg[-1] == decided[-1]):
        out["PR-01"] = CLEAR
    elif capable != "yes":
        out["PR-01"] = CLEAR if capable == "no" else UNKNOWN
    else:
        out["PR-01"] = NOTE if said("sexually_active") == "no" else UNKNOWN
    out["PR-02"] = CLEAR if male and "breastfeeding" not in history else bad_if_yes("breastfeeding", STOP)
    if male or capable == "no":
        out["PR-03"] = CLEAR
    else:
        plan = said("contraception_plan")
        out["PR-03"] = UNKNOWN if capable == "unknown" or plan == "unknown" else CLEAR if plan == "yes" else CAUTION

    # mental health
    out["PS-01"] = bad_if_yes("current_psychosis", STOP)
    relative = bad_if_yes("relative_with_schizophrenia", REVIEW)
    if relative == REVIEW:
        relative = UNKNOWN if age is None else REVIEW if age < 30 else NOTE
    out["PS-02"] = max(bad_if_yes("past_psychosis", REVIEW), relative)
    manic = max(cut("ymrs", 12, HOLD, 14) or CLEAR, cut("asrm", 6, HOLD, 14) or CLEAR)
    out["PS-03"] = max(bad_if_yes("current_mania", STOP), manic)
    out["PS-04"] = REVIEW if indication == "bipolar_depression" else bad_if_yes("bipolar_disorder", REVIEW)
    tier = None
    intent = behaviour = None
    for screen, at in screens:
        answers = screen.answers
        if answers.get("cssrs_4") == 1 or answers.get("cssrs_5") == 1:
            intent = at
        if answers.get("cssrs_6b") == 1:
            behaviour = at
        if 1 in (answers.get("cssrs_4"), answers.get("cssrs_5"), answers.get("cssrs_6b")):
            tier = 3
        elif None in (answers.get("cssrs_1"), answers.get("cssrs_2"), answers.get("cssrs_6")):
            tier = None
        elif answers.get("cssrs_3") == 1 or answers.get("cssrs_6") == 1:
            tier = 2
        else:
            tier = 1 if answers.get("cssrs_1") == 1 or answers.get("cssrs_2") == 1 else 0
    screened_at = screens[-1][1] if screens else None
    if (intent is not None and fresh(intent, 30)) or (behaviour is not None and fresh(behaviour, 92)):
        out["PS-05"] = STOP if place == "home" else REVIEW
    else:
        out["PS-05"] = UNKNOWN if tier is None else CLEAR
    if tier != 3:
        out["PS-06"] = UNKNOWN if tier is None else CAUTION if tier else CLEAR
    out["PS-07"] = max(bad_if_yes("dissociative_disorder", REVIEW), cut("des2", 30, REVIEW, 90) or CLEAR)
    out["PS-08"] = bad_if_yes("severe_personality_disorder_or_violence", REVIEW)
    out["PS-09"] = max(bad_if_yes("unstable_eating_disorder", HOLD), HOLD if bmi is not None and bmi < 16 else CLEAR)
    out["PS-10"] = {"yes": CLEAR, "no": STOP, "unknown": UNKNOWN}[said("has_decision_capacity")]
    barrier = bad_if_yes("communication_barrier", REVIEW)
    out["PS-11"] = NOTE if barrier == REVIEW and said("communication_support") == "yes" else barrier

    # substances and arrangements
    out["SU-01"] = bad_if_yes("ketamine_use_disorder", STOP)
    disorder = bad_if_yes("other_substance_use_disorder", STOP)
    if disorder == STOP:
        sober = history["other_substance_use_disorder"].on
        if indication == "alcohol_use_disorder" or (
            sober is not None and datetime.combine(sober, time(), UTC) + 92 * DAY <= now
        ):
            disorder = REVIEW
    out["SU-02"] = disorder
    if place == "home":
        out["SU-03"] = max(bad_if_yes("opioid_use_disorder", STOP), bad_if_yes("current_substance_dependence", STOP))
    audit = cut("auditc", 4 if male else 3, REVIEW)
    out["SU-04"] = UNKNOWN if audit is None else audit
    dast = cut("dast10", 3, REVIEW)
    out["SU-05"] = UNKNOWN if dast is None else dast
    if urine is None:
        out["SU-06"] = UNKNOWN
    elif urine[0].result is f.TestResult.POSITIVE and urine[0].unexplained:
        out["SU-06"] = HOLD
    elif not fresh(urine[1], 30) or urine[0].result is f.TestResult.INDETERMINATE:
        out["SU-06"] = UNKNOWN
    else:
        out["SU-06"] = NOTE if urine[0].result is f.TestResult.POSITIVE else CLEAR
    if pdmp is None:
        out["SU-08"] = UNKNOWN
    elif pdmp[0].result is f.MonitoringResult.UNDISCLOSED:
        out["SU-08"] = REVIEW
    else:
        out["SU-08"] = CLEAR if pdmp[0].result is f.MonitoringResult.AS_EXPECTED and fresh(pdmp[1], 7) else UNKNOWN
    out["SU-09"] = bad_if_yes("ketamine_elsewhere", STOP)
    out["LO-01"] = {"yes": CLEAR, "no": HOLD, "unknown": UNKNOWN}[said("escort_arranged")]
    stands = (
        consent is not None
        and not withdrawn
        and countersigned
        and fresh(consent[1], 365)
        and consent[0].teach_back_percent >= 80
    )
    out["LO-02"] = CLEAR if stands else HOLD
    out["LO-03"] = CLEAR if therapist else HOLD

    # questionnaires
    depressed = cut("phq9", 10, NOTE)
    out["SC-01"] = UNKNOWN if depressed is None else depressed
    if not phq9s:
        out["SC-02"] = UNKNOWN
    else:
        worst = CLEAR
        for asked, _ in phq9s:
            if (asked.answers.get("phq9_9") or 0) > 0:
                worst = URGENT
        latest, at = phq9s[-1]
        if latest.answers.get("phq9_9") is None or not fresh(at, 30):
            worst = max(worst, UNKNOWN)
        out["SC-02"] = worst
    if not screens:
        out["SC-03"] = UNKNOWN
    else:
        worst = URGENT if intent is not None or behaviour is not None else CLEAR
        out["SC-03"] = max(worst, UNKNOWN if tier is None or not fresh(screened_at, 30) else CLEAR)
    rms = cut("rms", 4, REVIEW)
    out["SC-04"] = UNKNOWN if rms is None else rms
    out["SC-05"] = UNKNOWN if rms is None else CLEAR
    pq16 = cut("pq16", 6, REVIEW)
    out["SC-06"] = UNKNOWN if pq16 is None else pq16
    pcl5 = cut("pcl5", 31, NOTE)
    out["SC-07"] = UNKNOWN if pcl5 is None else CLEAR
    out["SC-08"] = UNKNOWN if pcl5 is None else pcl5
    anxious = cut("gad7", 10, NOTE)
    out["SC-09"] = UNKNOWN if anxious is None else anxious
    asrm = cut("asrm", 6, REVIEW)
    out["SC-10"] = UNKNOWN if asrm is None else asrm

    # at home
    if place == "home":
        for rule, field, level in (("HM-01", "monitor_present", STOP), ("HM-05", "readings_transmitted", HOLD), ("HM-06", "location_confirmed", HOLD)):  # fmt: skip
            answer = getattr(home, field).value if home is not None else "unknown"
            out[rule] = {"yes": CLEAR, "no": level, "unknown": UNKNOWN}[answer]
        out["HM-02"] = UNKNOWN if route is None else STOP if route in {"iv", "im"} else REVIEW if route == "sc" else CLEAR
        out["HM-03"] = REVIEW
        out["HM-04"] = max(
            bad_if_yes("hypertension_on_two_drugs", STOP),
            bad_if_yes("sleep_apnoea", STOP),
            bad_if_yes("daily_cns_depressant", STOP),
            UNKNOWN if age is None else STOP if age >= 65 else CLEAR,
        )
        hazards = [
            getattr(home, field).value if home is not None else "unknown"
            for field in ("children_alone", "firearms_unsecured", "fall_or_water_hazard")
        ]
        out["HM-07"] = REVIEW if "yes" in hazards else UNKNOWN if "unknown" in hazards else CLEAR
        if not dispensed:
            out["HM-08"] = UNKNOWN
        else:
            handed, at = dispensed[-1]
            early = len(dispensed) > 1 and at - dispensed[-2][1] < 7 * DAY
            out["HM-08"] = HOLD if handed.doses > 4 or handed.missing_since or early else CLEAR
        if drug != "esketamine":
            out["FDA-NOTICE"] = NOTE

    # earlier treatment
    failed: set[str] = set()
    could: set[str] = set()
    adequate = failed_ever = indeterminate = False
    for tried in trials:
        name = tried.ingredient.casefold()
        if tried.trial is not f.Trial.ANTIDEPRESSANT or tried.stopped_for_intolerance:
            continue
        if tried.response_lost or (tried.improvement_percent is not None and tried.improvement_percent >= 50):
            adequate = True
            continue
        least = ATRQ.get(name)
        short = (
            (tried.dose_mg_per_day is not None and least is not None and tried.dose_mg_per_day < least)
            or (tried.weeks is not None and tried.weeks < 6)
            or (tried.adherence_percent is not None and tried.adherence_percent < 80)
        )
        if short:
            continue
        known = None not in (least, tried.dose_mg_per_day, tried.weeks, tried.adherence_percent, tried.improvement_percent)
        key = name.removesuffix(" cr")
        if known:
            adequate = failed_ever = True
            if tried.in_current_episode:
                failed.add(key)
        else:
            indeterminate = True
        if tried.in_current_episode is not False:
            could.add(key)
    depressive = indication in {"trd", "mdd", "bipolar_depression"}
    talks = [tried for tried in trials if tried.trial is f.Trial.PSYCHOTHERAPY]
    if indication == "trd":
        if not trials:
            out["TRD"] = UNKNOWN
        elif len(failed) >= 2:
            out["TRD"] = CLEAR
        else:
            out["TRD"] = UNKNOWN if len(failed | could) >= 2 else REVIEW
        offered = any(each.alternatives_discussed for each, _ in psychiatric)
        out["TRD-ALTERNATIVES"] = UNKNOWN if not psychiatric else CLEAR if offered else CAUTION
    if depressive:
        out["TRD-FIRST-LINE"] = UNKNOWN if not trials else CLEAR if adequate else UNKNOWN if indeterminate else REVIEW
    index = [each for each in diagnoses if each.is_index]
    if indication in {"trd", "mdd"}:
        if not talks:
            out["TRD-PSYCHOTHERAPY"] = UNKNOWN
        elif any((tried.weeks or 0) >= 8 for tried in talks):
            out["TRD-PSYCHOTHERAPY"] = CLEAR
        else:
            out["TRD-PSYCHOTHERAPY"] = UNKNOWN if any(tried.weeks is None for tried in talks) else CAUTION
        start = next((each.current_episode_start for each in reversed(index) if each.current_episode_start), None)
        if start is None:
            out["TRD-EPISODE"] = UNKNOWN
        else:
            lasted = now - datetime.combine(start, time(), UTC)
            out["TRD-EPISODE"] = REVIEW if lasted < timedelta(weeks=4) else NOTE if lasted >= 730.5 * DAY else CLEAR

    # entry by indication
    def severe(*cuts: tuple[str, float]) -> int:
        known = [(points, least) for name, least in cuts if (points := total(name, 30)) is not None]
        return UNKNOWN if not known else CLEAR if any(points >= least for points, least in known) else REVIEW

    mine = [each for each in index if each.is_active and each.indication is not None and each.indication.value == indication]
    diagnosed = CLEAR if mine else UNKNOWN
    if depressive:
        ymrs, moca = total("ymrs", 30), total("moca", 30)
        beside = (ymrs is not None and ymrs > 5) or (moca is not None and moca < 18)
        out["IND-DEPRESSION"] = max(severe(("phq9", 15), ("qids", 11), ("madrs", 20)), REVIEW if beside else CLEAR)
    if indication == "bipolar_depression":
        mania = cut("asrm", 6, NOTE, 14)
        out["IND-BIPOLAR"] = max(diagnosed, UNKNOWN if mania is None else mania)
    elif indication == "ptsd":
        tablets = any(tried.trial is f.Trial.ANTIDEPRESSANT for tried in trials)
        out["IND-PTSD"] = max(
            diagnosed, severe(("pcl5", 33), ("caps5", 30)), UNKNOWN if not tablets else CLEAR if failed_ever else NOTE
        )
    elif indication == "anxiety":
        out["IND-ANXIETY"] = max(diagnosed, severe(("gad7", 10), ("lsas", 60)))
    elif indication == "ocd":
        if not trials:
            went_before = UNKNOWN
        else:
            inhibitor = any(tried.ingredient.casefold() in SRI for tried in trials)
            went_before = CLEAR if inhibitor and any((tried.weeks or 0) > 0 for tried in talks) else REVIEW
        out["IND-OCD"] = max(diagnosed, severe(("ybocs", 16)), went_before)
    elif indication == "alcohol_use_disorder":
        severe_aud = {"yes": CLEAR, "no": REVIEW, "unknown": UNKNOWN}[said("severe_alcohol_use_disorder")]
        out["IND-ALCOHOL"] = max(diagnosed, severe_aud)
    elif indication == "chronic_pain":
        regional, spinal = said("complex_regional_pain_syndrome"), said("spinal_cord_injury_pain")
        if regional == "yes":
            evidence = CLEAR
        elif spinal == "yes":
            evidence = CAUTION
        else:
            evidence = UNKNOWN if "unknown" in (regional, spinal) else REVIEW
        out["IND-PAIN"] = max(diagnosed, evidence)
    elif indication == "end_of_life_distress":
        wanted = [
            {"yes": CLEAR, "no": REVIEW, "unknown": UNKNOWN}[said(item)]
            for item in ("life_limiting_illness", "prognosis_of_weeks_or_more")
        ]
        out["IND-END-OF-LIFE"] = max(diagnosed, severe(("phq9", 10), ("gad7", 10)), *wanted)

    # the work-up
    out["WU-INTERVIEW"] = CLEAR if psychiatric and fresh(psychiatric[-1][1], 90) else UNKNOWN
    if (
        medical is None
        or not fresh(medical[1], 30)
        or medical[0].asa_class is None
        or medical[0].functional_capacity_mets is None
    ):
        out["WU-EXAMINATION"] = UNKNOWN
    else:
        out["WU-EXAMINATION"] = CAUTION if medical[0].functional_capacity_mets < 4 else CLEAR
    known = {fact.name.casefold(): fact for fact, _ in listed}
    diazepam = 0.0
    is_open = gone_through is None or gone_through[0].count > len(
        {fact.name.casefold() for fact, at in listed if at <= gone_through[1]}
    )
    is_unclear = False
    for name in known:
        words = name.split()
        if words[0] not in MEDICINES:
            is_unclear = True
            continue
        for rule, level in MEDICINES[words[0]].items():
            out[rule] = max(out.get(rule, CLEAR), level)
        if words[0] in DIAZEPAM_MG:
            diazepam += float(words[1]) * A_DAY[words[3]] * DIAZEPAM_MG[words[0]]
    if diazepam > 8:
        out["RX-01"] = CAUTION
    elif is_open or is_unclear:
        out["RX-01"] = UNKNOWN
    else:
        out["RX-01"] = NOTE if diazepam else CLEAR
    out["RX-02"] = UNKNOWN if is_open or is_unclear else CLEAR
    out["WU-MEDICINES"] = CLEAR if fresh(reconciled, 7) else UNKNOWN
    measured = weight is not None and fresh(weight[1], 30) and height is not None and fresh(height_at, 1830)
    out["WU-BODY"] = CLEAR if measured else UNKNOWN
    risks = [
        said(item)
        for item in (
            "mi_or_unstable_angina", "stroke_or_tia", "decompensated_heart_failure", "poorly_controlled_heart_disease",
            "stable_heart_disease", "new_arrhythmia", "hypertension_on_two_drugs",
        )
    ]  # fmt: skip
    if "yes" in risks or (age is not None and age >= 50):
        out["WU-ECG"] = CLEAR if ecg is not None and fresh(ecg[1], 365) else UNKNOWN
    else:
        out["WU-ECG"] = UNKNOWN if age is None or "unknown" in risks else CLEAR
    alp = labs.get("alp")
    out["WU-LIVER"] = CLEAR if alp is not None and fresh(alp[1], 90) else UNKNOWN

    def taken(*analytes: str) -> bool:
        return any(each in labs and fresh(labs[each][1], 365) for each in analytes)

    out["WU-BLOODS"] = CLEAR if taken("egfr") and taken("tsh") and taken("glucose", "hba1c") else NOTE
    if urinalysis is None or not fresh(urinalysis[1], 30) or urinalysis[0].result is f.TestResult.INDETERMINATE:
        out["WU-URINALYSIS"] = UNKNOWN
    else:
        out["WU-URINALYSIS"] = CAUTION if urinalysis[0].result is f.TestResult.POSITIVE else CLEAR
    if age is None:
        out["WU-COGNITION"] = UNKNOWN
    elif age < 60:
        out["WU-COGNITION"] = CLEAR
    else:
        out["WU-COGNITION"] = CLEAR if "moca" in measures and fresh(measures["moca"][1], 90) else UNKNOWN
    baseline = (
        ("phq9",), ("gad7",), ("cssrs_recent", "cssrs_since_last_contact"), ("pcl5", "pcptsd5"), ("rms", "mdq"), ("pq16",), ("auditc",), ("dast10",), ("isi",),
        ("wsas",),
    )  # fmt: skip
    every = all(any(name in measures and fresh(measures[name][1], 14) for name in several) for several in baseline)
    out["WU-QUESTIONNAIRES"] = CLEAR if every else NOTE
    return out
