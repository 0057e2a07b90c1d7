"""Web pages and copied markup: read into a SourceDocument."""
