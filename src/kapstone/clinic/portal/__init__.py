"""The patient's own face of the clinic: what to do next, how they are doing, their plan, their people, help now."""
