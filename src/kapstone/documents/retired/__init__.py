"""Texts that are no longer given, one file for each version; old records still need to show what was read."""
