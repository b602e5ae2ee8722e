"""People: the organisation, its sites and rooms, its staff and their licences, its patients and their contacts."""
