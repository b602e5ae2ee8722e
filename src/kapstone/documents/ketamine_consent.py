"""Consent to treatment with racemic ketamine, used off label, together with psychotherapy."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Acknowledge, Document, Element, Kind, Option, Question
from kapstone.evidence import Standing

_CHOICE = Acknowledge.CHOICE

_ELEMENTS = (
    Element(
        id="off_label",
        title="This is an off-label use",
        text=(
            "Ketamine is approved in the United States as an anesthetic, to put people to sleep for surgery. Using it for a mental "
            "health condition is called off-label use. Doctors may do this by law. It means the maker has not shown the FDA that it "
            "works and is safe for this use."
        ),
    ),
    Element(
        id="not_approved",
        title="Not approved by the FDA for any mental health condition",
        text=(
            "The FDA has not approved ketamine for any mental health condition. Some forms, such as lozenges and some sprays, are made "
            "by a pharmacy. These are called compounded. The FDA does not check them for safety, quality or effect before they are "
            "used. A related medicine, esketamine nasal spray, is approved for some kinds of depression. Ask us if it could be an "
            "option for you."
        ),
    ),
    Element(
        id="diagnosis",
        title="What we are treating",
        text=(
            "Your prescriber has told you your diagnosis and which symptoms we hope to ease. You have had time to ask about both. How "
            "much is known differs between conditions. Most studies are about depression that did not get better with other "
            "medicines. For other conditions there is less to go on."
        ),
    ),
    Element(
        id="alternatives",
        title="Other choices you have",
        text=(
            "You have other choices. They include other medicines, talking therapy, esketamine spray, magnetic stimulation (TMS) and "
            "electroconvulsive therapy (ECT). You may also choose no treatment. Each has its own benefits and risks. Saying no to "
            "ketamine will not change how we treat you otherwise."
        ),
    ),
    Element(
        id="benefit",
        title="How likely it is to help",
        text=(
            "In everyday practice about 45 in 100 people with depression felt at least half better. About 30 in 100 had few symptoms "
            "left. These studies had no comparison group, so part of this would have happened anyway. Some strict trials found a "
            "benefit. Others did not: a hospital trial against a sedative found no clear difference, and so did a trial in which "
            "people were asleep and could not feel the drug. We cannot know ahead of time how it will be for you. It may not help."
        ),
    ),
    Element(
        id="relapse",
        title="The effect may not last",
        text=(
            "Symptoms often come back. Among people who got better and had no further doses, about 80 in 100 were still well after 4 "
            "weeks and about 60 in 100 after 8 weeks. Little is known about treatment over months or years. Some people get worse: in "
            "one study about 8 in 100 had more depression after the course, and 6 in 100 had more thoughts of suicide."
        ),
    ),
    Element(
        id="course",
        title="The course, and when we stop",
        text=(
            "Your plan says how many doses there are and how far apart. We plan talking sessions before and after. After the first "
            "course we look together at what has changed. We stop if it does not help enough, if side effects are too much, if your "
            "bladder, liver or mood show harm, or if you want to stop."
        ),
    ),
    Element(
        id="experience",
        title="What a session may be like",
        text=(
            "For one to two hours your senses, thoughts and sense of time may change. You may feel far from your body, as in a dream. "
            "You may feel joy, grief, fear or nothing much. Old and painful memories may come up. This can be hard. Someone stays "
            "with you. It passes as the medicine wears off."
        ),
    ),
    Element(
        id="common_risks",
        title="Common side effects",
        text=(
            "In a study of 203 people given ketamine by drip, 56 in 100 were drowsy, 45 in 100 dizzy, 36 in 100 felt cut off from "
            "themselves and 13 in 100 felt sick. Blood pressure rose to 165 over 100 or more in 44 in 100; most needed no medicine "
            "for it. Headache, blurred sight, feeling anxious and being unsteady are also common. Most of this passes within hours."
        ),
    ),
    Element(
        id="serious_risks",
        title="Rare but serious risks",
        text=(
            "Blood pressure can rise so much that it harms the heart or brain. Breathing can slow or the throat can close up. People "
            "can have panic, a seizure, or an allergic reaction. Mood can swing too high (mania), or people can lose touch with what "
            "is real (psychosis). Thoughts of suicide can start or get worse. Ketamine has not been shown to stop suicide. Tell us at "
            "once if such thoughts come."
        ),
    ),
    Element(
        id="long_term_risks",
        title="Bladder, liver and memory",
        text=(
            "Ketamine used often can harm the bladder: pain, blood, or having to go all the time. In treatment studies between 0 and 24 in "
            "100 people had bladder complaints, mostly mild. Long-term data are poor. It can harm the liver and, if used often for a "
            "long time, memory. We ask about your bladder at each visit and test your blood during longer treatment. Tell us about "
            "any change."
        ),
    ),
    Element(
        id="misuse",
        title="Misuse and addiction",
        text=(
            "Ketamine can be misused, and people can become addicted to it. It is a controlled substance. The risk is higher if you "
            "have had trouble with alcohol or drugs. Tell us if you crave it, use it elsewhere, or get it from someone else. Never "
            "share it or sell it. We check the state's record of controlled medicines."
        ),
    ),
    Element(
        id="driving",
        title="Going home, and no driving until the next day",
        text=(
            "An adult you know must take you home after each dose. A taxi or ride service alone is not enough. Do not drive, cycle, use "
            "machines, sign contracts or make big decisions until the next day, after a restful sleep. Without someone to take you "
            "home we cannot give the dose."
        ),
    ),
    Element(
        id="pregnancy",
        title="Pregnancy and breast-feeding",
        text=(
            "Ketamine may harm an unborn child. It passes into breast milk. If you could become pregnant we ask for a test before the "
            "first dose and then every month. Tell us at once if you may be pregnant. Use birth control during the course. We do not "
            "treat people who are pregnant or breast-feeding."
        ),
    ),
    Element(
        id="medicines",
        title="Your other medicines",
        text=(
            "Some medicines, alcohol and street drugs are dangerous with ketamine or weaken its effect. Sleeping pills, calming pills "
            "and opioids can slow your breathing. Tell us all that you take, also herbs and things you buy without a prescription. "
            "Tell us before each dose what is new. Do not stop a medicine without asking."
        ),
    ),
    Element(
        id="fasting",
        title="No food or drink before a dose",
        text=(
            "Eat nothing for 6 hours before a dose. Drink nothing for 2 hours before it; until then water is fine. No alcohol for 24 "
            "hours. This lowers the risk of being sick and of choking. If you forget, tell us. We will wait or choose another day."
        ),
    ),
    Element(
        id="boundaries",
        title="Being open to influence, and touch",
        text=(
            "Under ketamine people are more open to what others say and do. So we give no advice on big choices then. Touch is never "
            "needed. It happens only as you agreed in writing before, such as a hand on your hand. You can say stop at any time. "
            "Sexual touch is never allowed. You may ask for a second staff member in the room."
        ),
    ),
    Element(
        id="people",
        title="Who is there and what they do",
        text=(
            "A prescriber orders the medicine and can be reached at once. A monitoring clinician watches your breathing, heart and blood "
            "pressure. Your therapist stays with you and does not give medicine. You will know everyone in the room by name before we "
            "start. No one else comes in without your consent, except in an emergency."
        ),
    ),
    Element(
        id="privacy",
        title="Your privacy",
        text=(
            "What you tell us is private. Your therapist may keep private notes that only they can read. Records about alcohol or drug "
            "treatment have extra protection by law. We must act without asking if you or someone else is in danger, or if a child or "
            "a frail adult is harmed. Video calls have limits that we explain. We do not record sessions unless you say yes below."
        ),
    ),
    Element(
        id="emergency",
        title="In an emergency",
        text=(
            "We have oxygen, emergency medicines and trained staff. If needed we give treatment to protect your life and call 911. We "
            "will call the person you named. Between visits we are not there day and night. In a crisis call or text 988, or call 911."
        ),
    ),
    Element(
        id="costs",
        title="What it costs",
        text=(
            "Insurance often does not pay for off-label ketamine. You have the right to a written estimate before we start if you pay "
            "yourself. It lists each visit and what you pay if you cancel late. Ask us about anything that is not clear. If the bill is "
            "much higher than the estimate you can dispute it."
        ),
    ),
    Element(
        id="withdrawal",
        title="You can stop at any time",
        text=(
            "You can say no now, later, or in the middle of a session. You need no reason. Once the medicine is in your body its "
            "effect takes time to pass, and we keep you safe until then. Stopping does not change the rest of your care. Your "
            "records so far are kept, as the law asks."
        ),
    ),
    Element(
        id="support",
        title="Help to understand and decide",
        text=(
            "You can have an interpreter, large print, or someone you trust with you while you read this. If the law names someone to "
            "decide for you, we need that person's consent and your own wish. Take the time you need. You may take this home first."
        ),
    ),
    Element(
        id="interests",
        title="Who earns from this",
        text=(
            "The clinic is paid for this treatment. If anyone who treats you has shares in, or is paid by, a company whose products we "
            "use, we tell you in writing. Ask us, and ask for a second opinion if you like."
        ),
    ),
    Element(
        id="touch",
        title="Your choice: supportive touch",
        text=(
            "I agree that my therapist may hold my hand or touch my shoulder to steady me, as we discussed. I can change my mind at any "
            "time with a word or a sign. If you say no, there is no touch except to keep you safe."
        ),
        acknowledge=_CHOICE,
    ),
    Element(
        id="recording",
        title="Your choice: recording",
        text=(
            "I agree that a session may be recorded as sound or video for my own care. I can ask for it to be erased. If you say no, "
            "nothing is recorded."
        ),
        acknowledge=_CHOICE,
    ),
    Element(
        id="registry",
        title="Your choice: learning from your results",
        text=(
            "I agree that my results, without my name, may be added to a registry so that others can learn how well this treatment "
            "works. I can withdraw; what was already counted cannot be taken out. If you say no, your care is the same."
        ),
        acknowledge=_CHOICE,
    ),
    Element(
        id="sharing",
        title="Your choice: talking with your other clinicians",
        text=(
            "I agree that the clinic may share what matters about this treatment with my family doctor and my other therapists. I can "
            "name who, and take this back at any time. If you say no, we share only what the law asks."
        ),
        acknowledge=_CHOICE,
    ),
)

_TEACH_BACK = (
    Question(
        id="approved",
        text="Has the FDA approved ketamine for depression or any other mental health condition?",
        options=(
            Option("yes", "Yes"),
            Option("no", "No, this is an off-label use"),
            Option("soon", "Not yet, but it has been promised"),
        ),
        right="no",
        explanation="It is approved for putting people to sleep for surgery. Using it here is off-label.",
    ),
    Question(
        id="chance",
        text="What can you expect from the treatment?",
        options=(
            Option("always", "It helps nearly everyone and it lasts"),
            Option("maybe", "It may help, it may not, and symptoms often come back"),
            Option("never", "It never helps"),
        ),
        right="maybe",
        explanation="About 45 in 100 felt at least half better, and for many the effect faded within weeks.",
    ),
    Question(
        id="drive",
        text="When may you drive again after a dose?",
        options=(
            Option("feel", "As soon as I feel fine"),
            Option("hours", "After four hours"),
            Option("next_day", "The next day, after a restful sleep"),
        ),
        right="next_day",
        explanation="People feel fine before they can drive safely. Wait until the next day, after a restful sleep.",
    ),
    Question(
        id="stop",
        text="In the middle of a session you want to stop. What happens?",
        options=(
            Option("finish", "I must finish the session"),
            Option("stop", "No more medicine is given, and I am kept safe until it wears off"),
            Option("leave", "I lose my place in the program"),
        ),
        right="stop",
        explanation="You can stop at any time, without a reason. We keep you safe until the medicine has worn off.",
    ),
    Question(
        id="tell",
        text="Between visits you have to go to the toilet all the time, or thoughts of suicide come. What do you do?",
        options=(
            Option("wait", "I wait for my next visit"),
            Option("tell", "I tell the clinic at once; in a crisis I call or text 988, or call 911"),
            Option("more", "I take more ketamine"),
        ),
        right="tell",
        explanation="Both can be harm from the treatment. Tell us at once. In a crisis call or text 988, or call 911.",
    ),
)

DOCUMENT = Document(
    id="ketamine_consent",
    version="1.0",
    title="Consent to ketamine-assisted psychotherapy",
    kind=Kind.CONSENT,
    introduction="Please read each part. Say that you understand it, or ask. Nothing is decided until you sign.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.ALNEFEESI_2022, src.MCINNES_2022, src.KARMA_DEP_2, src.LII_2023, src.RODRIGUES_2020, src.FDA_2023, src.KETALAR,
        src.SPRAVATO, src.BLADDER_2025, src.ELEKT_D, src.PRIVACY, src.PRACTICE,
    ),
    effective_from=date(2026, 11, 21),
    major=True,
    standing=Standing.DESIGN,
)  # fmt: skip
