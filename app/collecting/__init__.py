"""What a county office does: make a collection, take files in, call the roll, add up; no window is needed."""
