"""Rules of the long run: bladder, liver, blood pressure, mind, misuse, mood, pregnancy, exposure, and what follows when it stops helping."""

from kapstone.rules.long_term._course import PREFIX

__all__ = ["PREFIX"]
