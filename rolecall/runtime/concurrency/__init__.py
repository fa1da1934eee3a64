"""Concurrency: locks, batches, single owners, shutdown."""
