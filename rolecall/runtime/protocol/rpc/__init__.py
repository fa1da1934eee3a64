"""One module for each call of the plugin protocol."""
