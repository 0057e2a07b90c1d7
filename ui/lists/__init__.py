"""What the lists of whole rows have in common."""
