"""The questionnaires that screening reads, by id."""

from kapstone.rules.screening._cut import Scale

PHQ9 = Scale(id="phq9", name="PHQ-9")
GAD7 = Scale(id="gad7", name="GAD-7")
PCL5 = Scale(id="pcl5", name="PCL-5")
PC_PTSD5 = Scale(id="pcptsd5", name="PC-PTSD-5")
RMS = Scale(id="rms", name="Rapid Mood Screener")
MDQ = Scale(id="mdq", name="Mood Disorder Questionnaire")
PQ16 = Scale(id="pq16", name="PQ-16")
ASRM = Scale(id="asrm", name="Altman Self-Rating Mania Scale")
DAST10 = Scale(id="dast10", name="DAST-10")
AUDIT_C = Scale(id="auditc", name="AUDIT-C")
