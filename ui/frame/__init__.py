"""What every page of the window has: the row with its title and the way back."""
