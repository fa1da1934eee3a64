"""A vendor in somebody's own repository: its provider, bindings, pages, examples and tests beside its two files."""
