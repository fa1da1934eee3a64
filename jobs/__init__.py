"""Jobs that read plans, state and vendors, and write reports: drift, review, adopt."""
