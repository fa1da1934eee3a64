"""Reading vendors for the jobs; plans and states as data."""
