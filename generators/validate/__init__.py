"""The last look at a specification: every name in it exists, and fits."""
