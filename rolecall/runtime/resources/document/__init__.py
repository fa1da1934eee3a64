"""Resources that are a part of a document that is written whole."""
