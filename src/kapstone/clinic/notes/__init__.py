"""Notes: progress notes for the treating team, psychotherapy notes sealed to their author."""
