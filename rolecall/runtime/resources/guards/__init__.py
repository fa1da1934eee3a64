"""Guards: what is refused while planning and again before writing."""
