"""One module for each promise; each has a `PART`, and is found by its being here."""
