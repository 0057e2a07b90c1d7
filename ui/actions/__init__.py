"""What can be done: each action declared once, with its words, its keys, its place in the menus, and when it can be."""
