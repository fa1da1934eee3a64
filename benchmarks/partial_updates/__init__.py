"""Random partial updates where a write replaces the whole object, while others change it too."""
