"""Cloud Services as the vendor publishes it: nested members, several roles, service roles, groups."""
