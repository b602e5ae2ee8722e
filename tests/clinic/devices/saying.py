"""Messages as monitors send them, written for these tests."""

from datetime import datetime

__all__ = ["COMEN_ARTERIAL", "MONITOR", "loinc", "obx", "oru"]

MONITOR = "VISTA_9^00B1C2D3E4F50617^EUI-64"
_VITALS = {
    "spo2": ("150456^MDC_PULS_OXIM_SAT_O2^MDC", "262688^MDC_DIM_PERCENT^MDC"),
    "pulse": ("149530^MDC_PULS_OXIM_PULS_RATE^MDC", "264864^MDC_DIM_BEAT_PER_MIN^MDC"),
    "heart_rate": ("147842^MDC_ECG_HEART_RATE^MDC", "264864^MDC_DIM_BEAT_PER_MIN^MDC"),
    "systolic": ("150301^MDC_PRESS_CUFF_SYS^MDC", "266016^MDC_DIM_MMHG^MDC"),
    "diastolic": ("150302^MDC_PRESS_CUFF_DIA^MDC", "266016^MDC_DIM_MMHG^MDC"),
    "mean": ("150303^MDC_PRESS_CUFF_MEAN^MDC", "266016^MDC_DIM_MMHG^MDC"),
    "breath": ("151562^MDC_RESP_RATE^MDC", "264928^MDC_DIM_RESP_PER_MIN^MDC"),
    "heat": ("150344^MDC_TEMP^MDC", "268192^MDC_DIM_DEGC^MDC"),
    "heat_f": ("150344^MDC_TEMP^MDC", "268160^MDC_DIM_FAHR^MDC"),
}
COMEN_ARTERIAL = "OBX|1|NM|150021^MDC_PRESS_BLD_ART_SYS^MDC||121|266016^MDC_DIM_MMHG^MDC|||||F"


def obx(name: str, value: object, *, number: int = 1, at: str = "", status: str = "R", flags: str = "") -> str:
    """One result."""
    code, unit = _VITALS[name]
    return f"OBX|{number}|NM|{code}|1.0.0.1|{value}|{unit}||{flags}|||{status}|||{at}"


def oru(
    *lines: str, at: datetime, control: str = "4711", sender: str = MONITOR, patient: str = "", ack: str = "AL|NE", kind: str = "ORU^R01^ORU_R01",
    processing: str = "P", **values: object,
) -> str:  # fmt: skip
    """A message of a monitor whose clock shows UTC without saying so."""
    stamp = f"{at:%Y%m%d%H%M%S}"
    results = [obx(name, value, number=number) for number, (name, value) in enumerate(values.items(), 1)]
    return "\r".join([
        f"MSH|^~\\&|{sender}||||{stamp}||{kind}|{control}|{processing}|2.6|||{ack}||UNICODE UTF-8",
        f"PID|||{patient}" if patient else "PID|||^^^Hospital^PI",
        f"OBR|1|||182777000^monitoring of patient^SCT|||{stamp}",
        *results,
        *lines,
    ]) + "\r"  # fmt: skip


def loinc(at: datetime) -> str:
    """A bench sender that writes LOINC codes and UCUM units, original acknowledgement mode."""
    return "\n".join([
        f"MSH|^~\\&|BENCH|WARD|||{at:%Y%m%d%H%M%S}||ORU^R01|X9|P|2.4",
        "PID|1",
        "OBX|1|NM|8480-6^Systolic^LN||118|mm[Hg]|||||F",
        "OBX|2|NM|8462-4^Diastolic^LN||76|mm[Hg]|||||F",
        "OBX|3|NM|8867-4^Heart rate^LN||71|/min|||||F",
        "OBX|4|NM|59408-5^SpO2^LN||98|%|||||F",
        "OBX|5|NM|8310-5^Body temperature^LN||98.6|[degF]|||||F",
    ])  # fmt: skip
