"""Safety: concerns that wait for a clinician, and adverse events."""
