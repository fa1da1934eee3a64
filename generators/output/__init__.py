"""Shims, bindings, documentation and examples, rendered."""
