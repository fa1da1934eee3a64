"""Resources that are one object of a collection."""
