"""What a dose is expected to do, before it is given: the planner, predictions that are kept, and the curves handed to other rooms."""
