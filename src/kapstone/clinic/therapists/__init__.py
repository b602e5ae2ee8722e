"""Therapists: who works here and how, and the match that a patient accepts."""
