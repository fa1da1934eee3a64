"""Values, schemas and messages to and from the bytes of the plugin protocol."""
