"""Mission Control (TMC): who is bound to which role on the organization, on groups of clusters and on clusters."""
