"""One file per FHIR resource type that Kapstone reads."""
