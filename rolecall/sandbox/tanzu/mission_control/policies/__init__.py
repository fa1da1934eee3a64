"""The published API of Mission Control: one policy for each object, changed by deltas."""
