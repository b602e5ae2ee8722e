"""Synthetic patients who live through the pathway: for the demonstration, for tests and for rehearsing a protocol."""
