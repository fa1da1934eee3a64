"""Drift: what state says against what vendors have, in findings."""
