"""What leaves the library: reports with the reasons that hold, files and their names, what became of writing them."""
