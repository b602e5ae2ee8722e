"""Rules of the dosing day: before the dose, during the session, before going home, and in the days after."""

from kapstone.rules.session._cards import Card, card, cards
from kapstone.rules.session._discharge import early_leave_needs
from kapstone.rules.session._events import ALARM_ANSWERED, LISTENED_TO
from kapstone.rules.session._scores import total_of

__all__ = ["ALARM_ANSWERED", "LISTENED_TO", "Card", "card", "cards", "early_leave_needs", "total_of"]
