"""Synthetic patients who live through the pathway: for the demonstration, for tests and for rehearsing a protocol."""

from kapstone.synthetic._baseline import SAFE_HOME
from kapstone.synthetic.course import course_until
from kapstone.synthetic.people import ALMA, CATO, MIRA, NOOR, SOL, Person
from kapstone.synthetic.story import Story

__all__ = ["ALMA", "CATO", "MIRA", "NOOR", "SAFE_HOME", "SOL", "Person", "Story", "course_until"]
