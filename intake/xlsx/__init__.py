"""Excel files: read into a SourceDocument."""
