"""Where a piece of work is done: from an action's name to the page of the room that owns it. Rooms that are not installed give no link."""

from uuid import UUID

from kapstone.clinic.web.navigation import address
from kapstone.pathway import Stage

__all__ = ["for_action", "for_finding", "for_stage"]

_STAGE_PAGES = {
    Stage.ENQUIRY: "screening:hub",
    Stage.PRESCREEN: "screening:hub",
    Stage.EVALUATION: "screening:hub",
    Stage.ELIGIBILITY: "screening:report",
    Stage.MATCHING: "therapists:match",
    Stage.CONSENT: "consent:status",
    Stage.GOALS: "goals:list",
    Stage.PREPARATION: "sessions:prepare",
    Stage.DOSING: "sessions:list",
    Stage.NEXT_DAY: "sessions:list",
    Stage.INTEGRATION: "sessions:list",
    Stage.REVIEW: "sessions:review",
    Stage.MAINTENANCE: "sessions:list",
    Stage.SUSPENDED: "episodes:course",
    Stage.CLOSED: "episodes:course",
}

_ACTION_PAGES = {
    "measure": "measures:list",
    "review_measure": "measures:list",
    "integration": "sessions:integrate",
    "next_day": "sessions:next_day",
    "vitals": "sessions:visit",
    "review": "sessions:review",
    "concern": "safety:list",
    "adverse_event": "safety:list",
    "preparation": "sessions:prepare",
    "rems_enrolment": "sessions:duties",
    "rems_form": "sessions:duties",
    "long_run": "screening:hub",
}

_RULE_PAGES = {
    "MON": "sessions:list",
    "DELTA": "sessions:list",
    "DIS": "sessions:list",
    "SC": "safety:list",
    "FOLLOW": "safety:list",
    "LONG": "safety:list",
}


def for_stage(episode: UUID, stage: Stage) -> str:
    """The page on which a stage is worked on."""
    return address(_STAGE_PAGES[stage], episode=episode)


def for_action(episode: UUID, action: str, session: UUID | None = None, *, may_observe: bool = True) -> str:
    """The page on which due work is done; the patient page when no room claims it. Who may not enter the room is led to the course."""
    name, _, rest = action.partition(":")
    if name == "step":
        return for_stage(episode, Stage(rest)) or address("episodes:patient", episode=episode)
    if name == "finding":
        return for_finding(episode, rest)
    page = _ACTION_PAGES.get(name, "episodes:patient")
    if page == "sessions:visit" and not may_observe:
        page = "sessions:list"
    if session is not None and (there := address(page, episode=episode, session=session)):
        return there
    return address(page, episode=episode) or address("episodes:patient", episode=episode)


def for_finding(episode: UUID, rule: str) -> str:
    """The page on which a finding can be put right."""
    page = _RULE_PAGES.get(rule.partition("-")[0], "screening:report")
    return address(page, episode=episode) or address("episodes:patient", episode=episode)
