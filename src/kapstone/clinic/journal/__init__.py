"""The journal: one append-only, hash-chained table under everything the clinic records."""
