"""Resources: plan, create, read, update, delete, import. Driven by shims, blind to vendors."""
