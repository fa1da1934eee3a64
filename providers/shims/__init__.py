"""Generated declarations, one package per vendor."""
