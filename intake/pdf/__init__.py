"""PDF files with text: read into a SourceDocument."""
