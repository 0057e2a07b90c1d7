"""Power cuts: what was written to a folder is recorded, and what a disk may still hold of it afterwards is made up."""
