"""Writing the texts: sentences that are offered, last year's text brought up to date, find and replace."""
