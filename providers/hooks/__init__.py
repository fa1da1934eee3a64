"""Hooks: what no trait can say, one module per vendor. There are none unless a file here says why."""
