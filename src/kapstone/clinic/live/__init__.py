"""Live: a screen hears that a record has changed, the moment it has, and reads it again."""
