"""Values: known, null and unknown; their checks; their conversion to and from the vendor."""
