"""Around the window: one instance, bugs, the input method, today's backup."""
