"""Collections of a vendor: listings, pagination, filters, references, large sets."""
