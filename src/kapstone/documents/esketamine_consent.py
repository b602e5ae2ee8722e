"""Consent to treatment with esketamine nasal spray under its label and safety program."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, choice, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "label",
        "What it is approved for",
        (
            "The FDA approved esketamine spray for adults with depression that did not get better with other medicines, "
            "alone or with a pill. With a pill it is also approved for adults with depression who have thoughts of "
            "suicide. For anything else it is off label. It is not approved for people under 18."
        ),
    ),
    part(
        "rems",
        "The safety program (REMS)",
        (
            "You can get this medicine only in a clinic that is part of a safety program called REMS. You sign up before "
            "the first dose. After each visit the clinic sends a form about you within seven days: your dose, your vital "
            "signs, side effects and other medicines."
        ),
    ),
    part(
        "never_home",
        "Never at home",
        ("You use the spray yourself while a clinician watches. You cannot take it home, and it is not sent to you."),
    ),
    part(
        "diagnosis",
        "What we are treating",
        (
            "Your prescriber has told you your diagnosis and which symptoms we hope to ease. You have had time to ask "
            "about both."
        ),
    ),
    part(
        "alternatives",
        "Other choices you have",
        (
            "You have other choices. They include other medicines, talking therapy, magnetic stimulation (TMS) and "
            "electroconvulsive therapy (ECT), or no treatment. Ketamine by drip is used too, off label. Each has its own "
            "benefits and risks. Saying no will not change how we treat you otherwise."
        ),
    ),
    part(
        "benefit",
        "How likely it is to help",
        (
            "In a trial of 378 people it lowered a depression score of 0 to 60 by 5 to 7 points more than a spray without "
            "medicine, after four weeks. In another trial, with 202 people, it did no better. We cannot know ahead of "
            "time how it will be for you. It has not been shown to stop suicide."
        ),
    ),
    part(
        "relapse",
        "The effect may not last",
        (
            "Symptoms often come back when doses stop, and for some people while they go on. After four weeks we look "
            "together if it has helped. If not, we stop."
        ),
    ),
    part(
        "course",
        "The course, and when we stop",
        (
            "Twice a week for four weeks. Then once a week for four weeks, and after that every week or two, as few as "
            "hold. We stop if it does not help enough, if side effects are too much, or if you want to stop."
        ),
    ),
    part(
        "watching",
        "Two hours after the last spray",
        (
            "You stay at least two hours after the last spray. We check how awake you are, your breathing and oxygen, and "
            "your blood pressure at about 40 minutes and until it falls. A clinician decides when you may leave."
        ),
    ),
    part(
        "common_risks",
        "Common side effects",
        (
            "In trials 48 to 61 in 100 were very sleepy and 61 to 75 in 100 felt cut off from themselves. Blood pressure "
            "rose by 40 over 25 or more in 8 to 19 in 100. Feeling sick, dizzy, spinning, numb, drunk or anxious is "
            "common, and so are headache and an odd taste. Most of this passes within two hours."
        ),
    ),
    part(
        "serious_risks",
        "Rare but serious risks",
        (
            "Three or four in 1000 passed out. Breathing can slow down. Blood pressure can rise so much that it harms the "
            "heart or brain. Mood can swing too high, or people lose touch with what is real. Thoughts of suicide can "
            "start or get worse, above all in young adults. Tell us at once."
        ),
    ),
    part(
        "long_term_risks",
        "Bladder, liver and memory",
        (
            "Medicines of this kind, used often, can harm the bladder and may harm the liver and memory. Long-term data "
            "are few. We ask about your bladder at each visit. Tell us about any change."
        ),
    ),
    part(
        "misuse",
        "Misuse and addiction",
        (
            "Esketamine can be misused, and people can become addicted to it. It is a controlled substance. The risk is "
            "higher if you have had trouble with alcohol or drugs. Tell us if you crave it. We check the state record of "
            "controlled medicines."
        ),
    ),
    part(
        "pregnancy",
        "Pregnancy and breast-feeding",
        (
            "It may harm an unborn child and passes into breast milk. If you could become pregnant we ask for a test "
            "before the first dose and then every month. Use birth control. Tell us at once if you may be pregnant. There "
            "is a registry that follows pregnancies."
        ),
    ),
    part(
        "medicines",
        "Your other medicines",
        (
            "Sleeping pills, calming pills, opioids and alcohol can slow your breathing. Stimulants and some other "
            "medicines can raise your blood pressure. Tell us all that you take, and before each dose what is new. Do not "
            "stop a medicine without asking."
        ),
    ),
    part(
        "fasting",
        "Food, drink and other sprays",
        ("No food for two hours and no drink for 30 minutes before the spray. No other nose spray for one hour."),
    ),
    part(
        "driving",
        "Going home, and no driving until the next day",
        (
            "An adult you know takes you home. Do not drive, use machines or make big decisions until the next day, after "
            "a restful sleep."
        ),
    ),
    part(
        "boundaries",
        "Being open to influence, and touch",
        (
            "For an hour or two you are more open to what others say and do. So we give no advice on big choices then. "
            "Touch happens only as you agreed before. Sexual touch is never allowed. You may ask for a second staff "
            "member in the room."
        ),
    ),
    part(
        "privacy",
        "Your privacy",
        (
            "What you tell us is private. The safety program gets what its forms ask for. We must act without asking if "
            "someone is in danger. We do not record sessions unless you agree in writing."
        ),
    ),
    part(
        "emergency",
        "In an emergency",
        (
            "We have oxygen, emergency medicines and trained staff. If needed we give treatment to protect your life and "
            "call 911. Between visits we are not there day and night. In a crisis call or text 988, or call 911."
        ),
    ),
    part(
        "costs",
        "What it costs",
        (
            "Your insurance may pay, often only after it has agreed. If you pay yourself you get a written estimate "
            "first. It says what you pay if you cancel late."
        ),
    ),
    part(
        "interests",
        "Who earns from this",
        (
            "The clinic is paid for this treatment. If anyone who treats you is paid by a company whose products we use, "
            "we tell you in writing."
        ),
    ),
    part(
        "support",
        "Help to understand and decide",
        (
            "You can have an interpreter, large print, or someone you trust with you. If the law names someone to decide "
            "for you, we need their consent and your own wish. You may take this home first."
        ),
    ),
    part(
        "withdrawal",
        "You can stop at any time",
        (
            "You can say no now, later, or between two sprays. You need no reason. We keep you safe until the effect has "
            "passed. Stopping does not change the rest of your care."
        ),
    ),
    choice(
        "registry",
        "Your choice: learning from your results",
        (
            "I agree that my results, without my name, may be added to a registry so that others can learn how well this "
            "treatment works. I can withdraw; what was already counted cannot be taken out. If you say no, your care is "
            "the same."
        ),
    ),
    choice(
        "sharing",
        "Your choice: talking with your other clinicians",
        (
            "I agree that the clinic may share what matters about this treatment with my family doctor and my other "
            "therapists. I can take this back at any time. If you say no, we share only what the law and the safety "
            "program ask."
        ),
    ),
)

_TEACH_BACK = (
    asked(
        "home",
        "May you take the spray home?",
        right="No, never",
        wrong=(
            "Yes, after the first week",
            "Yes, if someone is with me",
        ),
        explanation="You use it only in the clinic, where you are watched.",
    ),
    asked(
        "stay",
        "How long do you stay after the last spray?",
        right="At least two hours, until a clinician says I may go",
        wrong=(
            "Until I feel fine",
            "Half an hour",
        ),
        explanation="The effect on breathing and blood pressure lasts longer than it feels.",
    ),
    asked(
        "suicide",
        "Has it been shown to stop suicide?",
        right="No",
        wrong=(
            "Yes",
            "Only with a pill",
        ),
        explanation="It has not. If such thoughts come, tell us at once, call or text 988, or call 911.",
    ),
    asked(
        "drive",
        "When may you drive?",
        right="The next day, after a restful sleep",
        wrong=(
            "After two hours",
            "When I feel awake",
        ),
        explanation="People feel fine before they can drive safely.",
    ),
    asked(
        "help",
        "What can you expect?",
        right="It may help, it may not, and symptoms often come back",
        wrong=(
            "It helps nearly everyone",
            "It works after one dose for good",
        ),
        explanation="Some trials found a benefit and some did not. For many the effect fades.",
    ),
)

DOCUMENT = Document(
    id="esketamine_consent",
    version="1.0",
    title="Consent to esketamine nasal spray",
    kind=Kind.CONSENT,
    introduction="Please read each part. Say that you understand it, or ask. Nothing is decided until you sign.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.SPRAVATO_LABEL,
        src.SPRAVATO_REMS,
        src.JANIK_2025,
        src.JAPAN_2B,
        src.BLADDER_2025,
        src.PRIVACY,
        src.GFE,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
