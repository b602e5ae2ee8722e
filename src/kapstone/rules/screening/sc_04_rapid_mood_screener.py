"""A positive Rapid Mood Screener calls for a work-up of bipolar disorder."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import RMS_2021
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import MDQ, RMS

RULE = cut_rule(
    id="SC-04",
    scale=RMS,
    cut=Limit(4, "points", "answers of yes, of six, from which bipolar disorder is looked for", Standing.CHECKED, 3, 6),
    level=Level.REVIEW,
    title="Rapid Mood Screener",
    says="Four or more of six answers of yes on the Rapid Mood Screener call for a bipolar work-up.",
    means="bipolar disorder is possible",
    act="Take a lifetime history of mania and hypomania, then decide.",
    clear="no sign of bipolar disorder",
    cites=(RMS_2021,),
    standing=Standing.CHECKED,
    instead=MDQ.spares,
)
