"""`rolecall who`: who has a role, a right, a group, a scope or a vendor, through what path, declared where."""
