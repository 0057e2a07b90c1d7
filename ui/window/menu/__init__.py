"""What each item of the menus does, a module for each menu; words, keys and places are in `ui.actions`."""
