"""That the patient has seen what it costs: the good faith estimate, cancelling, and what insurance may not pay."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "not_covered",
        "Insurance may not pay",
        (
            "Insurance often does not pay for off-label ketamine. It may pay for talking sessions, and for esketamine "
            "spray if it has agreed before. Ask your insurance. If it does not pay, the bill is yours."
        ),
    ),
    part(
        "estimate",
        "Your written estimate",
        (
            "If you have no insurance or do not use it, you have a right to a written estimate before we start. It lists "
            "each visit and what it costs. I have got it, and I have had time to ask."
        ),
    ),
    part(
        "may_change",
        "It is an estimate",
        (
            "It is not a contract. Costs may differ. Other things may come up that are billed on their own. If the plan "
            "changes we give you a new one. It can cover up to 12 months."
        ),
    ),
    part(
        "dispute",
        "If the bill is much higher",
        (
            "If the bill of one provider is 400 dollars or more above its estimate, you can dispute it within 120 days of "
            "the first bill. We tell you where. You will not be treated worse for it."
        ),
    ),
    part(
        "cancel",
        "If you cancel",
        (
            "The estimate says what you pay if you cancel late or do not come. If we cancel, you pay nothing. If a dose "
            "is not given to keep you safe, you pay only for what was done."
        ),
    ),
    part(
        "no_duty",
        "No duty to go on",
        ("Getting an estimate does not bind you to be treated here."),
    ),
)

_TEACH_BACK = (
    asked(
        "much_more",
        "The bill of one provider is 450 dollars above its estimate. What can you do?",
        right="Dispute it within 120 days",
        wrong=(
            "Nothing",
            "Refuse all bills",
        ),
        explanation="From 400 dollars above you can dispute it.",
    ),
    asked(
        "contract",
        "Is the estimate a contract?",
        right="No",
        wrong=(
            "Yes",
            "Only if I sign",
        ),
        explanation="Costs may differ; if the plan changes you get a new one.",
    ),
    asked(
        "insurance",
        "Who pays if insurance does not?",
        right="I do",
        wrong=(
            "The clinic",
            "The state",
        ),
        explanation="Then the bill is yours. That is why you see it before.",
    ),
)

DOCUMENT = Document(
    id="cost_acknowledgement",
    version="1.0",
    title="What it costs, and your estimate",
    kind=Kind.CONSENT,
    introduction="So that no bill comes as a surprise.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.GFE,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
