"""The spine: episodes of care, their journal of facts, what is concluded from it, and the worklist."""
