"""Hooks of Entra: attribute mappings and scoping filters of its synchronization schema, and its connection test."""
