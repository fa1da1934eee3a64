"""The fault matrix: every request of every resource type's life meets every fault, and nothing may be lost by it."""
