"""Consent: read element by element, understood, signed, countersigned, and taken back at any time."""
