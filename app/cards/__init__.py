"""A finding as it is shown at a glance: its place, its numbers, a short reason, what can be taken."""
