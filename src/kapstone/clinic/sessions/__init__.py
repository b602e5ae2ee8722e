"""Sessions: preparation, the dosing visit from check-in to going home, the day after, integration, the review."""
