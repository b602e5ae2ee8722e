"""Measures: questionnaires and scales as they are assigned, answered, scored and looked at."""
