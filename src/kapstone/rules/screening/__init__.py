"""Rules asked for the whole episode: may this person be treated, with what care, and what is still missing."""
