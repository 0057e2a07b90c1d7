"""The window: what the clerk and the county officer see and do."""
