"""A robot at the real window, in a process that is killed; its parent knows what was acknowledged until then."""
