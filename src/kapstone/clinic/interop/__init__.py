"""Records from elsewhere: FHIR files become patients with facts, once."""
