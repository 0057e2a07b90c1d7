"""The project's own tests, run under wine: what the parts are, and the record of them."""
