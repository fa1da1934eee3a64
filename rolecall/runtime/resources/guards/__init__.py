"""Guards: checks that refuse changes while planning and again before writing."""
