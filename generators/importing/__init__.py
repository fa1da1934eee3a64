"""Published API descriptions, made into the ones that generators read."""
