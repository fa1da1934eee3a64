"""Patterns: constructs composed of bindings."""
