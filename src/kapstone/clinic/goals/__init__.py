"""Goals: what the patient wants from treatment, in their words, and how far each is reached."""
