"""Screening: what is known of the patient's health, what follows from it, and the prescriber's decision on eligibility."""
