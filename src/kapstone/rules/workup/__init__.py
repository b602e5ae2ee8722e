"""The baseline work-up: which of its items is missing or too old. What is found in them is the other rules' to judge."""
