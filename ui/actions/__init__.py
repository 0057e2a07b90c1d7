"""What can be done: each action declared once."""
