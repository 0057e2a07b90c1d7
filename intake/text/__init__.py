"""Plain text and Markdown: read into a SourceDocument."""
