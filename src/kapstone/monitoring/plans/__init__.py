"""Monitoring plans, one file for each way a dose is given."""
