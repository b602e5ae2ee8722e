"""Devices at the chair: patient monitors over HL7 v2, home cuffs and oximeters over HTTP, and whose reading it is."""
