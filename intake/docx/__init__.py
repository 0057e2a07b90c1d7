"""Word files: read into a SourceDocument."""
