"""Consent to esketamine nasal spray under its risk programme, together with psychotherapy."""

from dataclasses import replace
from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Element, Option, Question
from kapstone.documents.ketamine_consent import DOCUMENT as KETAMINE

_RACEMIC_ONLY = {
    "off_label",
    "not_approved",
    "benefit",
    "relapse",
    "common_risks",
    "long_term_risks",
    "costs",
    "diagnosis",
    "alternatives",
}

_OWN = (
    Element(
        id="approved_use",
        title="What this medicine is approved for",
        text=(
            "Esketamine nasal spray is approved in the United States for adults with depression that did not get better with other "
            "medicines, alone or with an antidepressant by mouth. With an antidepressant by mouth it is also approved for depression with "
            "acute thoughts of suicide. It has not been shown to stop suicide or to reduce such thoughts. Any other use is off-label."
        ),
    ),
    Element(
        id="risk_programme",
        title="The risk programme",
        text=(
            "You can get this medicine only in a certified place that takes part in a safety programme, the Spravato REMS. You sign its "
            "enrolment form before your first dose. After every session we send a form about that session to the programme. You never "
            "get the spray to take home."
        ),
    ),
    Element(
        id="two_hours",
        title="You stay at least two hours",
        text=(
            "After the last spray you stay with us for at least two hours, at every session, until you are well enough to go. We watch how "
            "awake you are, your breathing, your oxygen and your blood pressure."
        ),
    ),
    Element(
        id="diagnosis",
        title="What we are treating",
        text="Your prescriber has told you your diagnosis and which symptoms we hope to ease. You have had time to ask about both.",
    ),
    Element(
        id="alternatives",
        title="Other choices you have",
        text=(
            "You have other choices. They include other medicines, talking therapy, magnetic stimulation (TMS) and electroconvulsive "
            "therapy (ECT). You may also choose no treatment. Each has its own benefits and risks. Saying no to esketamine will not "
            "change how we treat you otherwise."
        ),
    ),
    Element(
        id="benefit",
        title="How likely it is to help",
        text=(
            "In one strict trial people on esketamine had about 4 points less depression, on a scale that goes to 60, than people on a "
            "dummy spray. Both groups also started a new medicine by mouth. We cannot know ahead of time how it will be for you. It may "
            "not help. We look at it together after four weeks."
        ),
    ),
    Element(
        id="relapse",
        title="The effect may not last",
        text=(
            "Symptoms may come back, on treatment and after it. After four weeks we go on only if it helps, and then as seldom as holds "
            "the effect."
        ),
    ),
    Element(
        id="common_risks",
        title="Common side effects",
        text=(
            "Many people feel cut off from themselves, dizzy, sleepy or sick. Blood pressure rises for some hours. Headache, blurred sight, "
            "feeling anxious and being unsteady are also common. Most of this passes within two hours."
        ),
    ),
    Element(
        id="long_term_risks",
        title="Bladder, liver and memory",
        text=(
            "Ketamine, a close relative, used often can harm the bladder, the liver and memory. We ask about your bladder at each visit. "
            "Tell us about any change."
        ),
    ),
    Element(
        id="costs",
        title="What it costs",
        text=(
            "Insurance may pay for this medicine and ask for papers first. You have the right to a written estimate before we start if you "
            "pay yourself. It lists each visit and what you pay if you cancel late. Ask us about anything that is not clear."
        ),
    ),
)

_TEACH_BACK = (
    Question(
        id="home",
        text="Where do you take this medicine?",
        options=(
            Option("home", "At home, when I need it"),
            Option("clinic", "Only in the certified clinic"),
            Option("both", "The first doses in the clinic, then at home"),
        ),
        right="clinic",
        explanation="You take it only in the certified clinic. It is never given out to take home.",
    ),
    Question(
        id="stay",
        text="How long do you stay after the last spray?",
        options=(Option("fine", "Until I feel fine"), Option("hour", "One hour"), Option("two", "At least two hours")),
        right="two",
        explanation="At least two hours, at every session, and until we see that you are well.",
    ),
)

DOCUMENT = replace(
    KETAMINE,
    id="esketamine_consent",
    title="Consent to esketamine nasal spray with psychotherapy",
    elements=(*_OWN, *(each for each in KETAMINE.elements if each.id not in _RACEMIC_ONLY)),
    teach_back=(*_TEACH_BACK, *(each for each in KETAMINE.teach_back if each.id not in {"approved", "chance"})),
    sources=(src.SPRAVATO_LABEL, src.POPOVA_2019, src.KETALAR, src.PRIVACY, src.PRACTICE),
    effective_from=date(2026, 11, 29),
)
