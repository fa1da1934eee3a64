"""Resources that are one element of a set of their parent."""
