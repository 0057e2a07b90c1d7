"""What the commands share: their arguments, how they read files, and how a check of many is parted among processes."""
