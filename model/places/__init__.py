"""The places of the country: which region is which, what lies in what, and of which place a unit is."""
