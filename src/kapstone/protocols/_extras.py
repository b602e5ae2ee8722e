"""What a programme may have besides the parts every programme has: weeks, therapy, home, a risk programme, criteria, choices."""

# ruff: noqa: RUF009 - setting() and fixed() only wrap dataclasses.field

from dataclasses import dataclass
from datetime import date, timedelta

from kapstone.protocols import _known as known
from kapstone.protocols._kinds import fixed, holder, ids_of, setting, span, text, whole

__all__ = ["Choice", "Criterion", "Home", "Phase", "Rems", "Therapy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which source this clinic follows where sources differ (`kapstone.rules.conflicts`), and who decided that, when and why."""

    variant: str
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some weeks of a schedule that changes as time passes, counted from the first dose: week 1 begins with it."""

    from_week: int = setting(whole(1, 104))
    to_week: int | None = setting(whole(1, 104), optional=True)
    """None: for as long as treatment goes on."""
    min_interval: timedelta = setting(span("12 h", "60 d"))
    usual_interval: timedelta = setting(span("12 h", "60 d"))
    says: str = fixed(text)

    def holds(self, week: int) -> bool:
        return self.from_week <= week and (self.to_week is None or week <= self.to_week)


@dataclass(frozen=True, slots=True, kw_only=True)
class Therapy:
    """Psychotherapy that belongs to the programme: preparation and integration sessions count towards it."""

    sessions: int = setting(whole(1, 40))
    """Over the whole induction."""
    length: timedelta = setting(span("20 min", "3 h"))
    approach: str = fixed(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Doses at home: how many are given in the clinic first, who stays, and how much is handed out at once."""

    first_doses_in_clinic: int = setting(whole(1, 10))
    monitor_stays: timedelta = setting(span("1 h", "12 h"))
    """How long after the dose the adult monitor is there."""
    protected_time: timedelta = setting(span("2 h", "24 h"))
    """The part of the day that is kept free for the session."""
    doses_at_once: int = setting(whole(1, 6))
    """At most so many doses are dispensed at one time."""
    between_dispensings: timedelta = setting(span("1 d", "90 d"))
    setting: tuple[str, ...] = fixed(ids_of("setting item", known.setting_items))
    """The checklist of a dose at home; in the clinic that of `staffing` holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rems:
    """The risk programme of a drug: what is sent, and by when."""

    name: str = fixed(text)
    form_due: timedelta = setting(span("1 d", "30 d"))
    """The monitoring form of each session, counted from its start."""
    form_reminder: timedelta = setting(span("1 d", "30 d"))
    """From when an unsent form asks for attention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What this programme asks beyond the rules for everyone, in a sentence; `rule` names what holds it."""

    says: str = setting(text)
    rule: str | None = fixed(holder(known.rules), optional=True)
