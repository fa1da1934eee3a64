"""Resources that are some keys of a list of settings."""
