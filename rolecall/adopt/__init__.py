"""`rolecall adopt`: bring what a vendor already has under control, without changing any of it."""
